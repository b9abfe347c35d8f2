// One item: where it is from, its text rendered or raw, its fields, its full-text terms, the same paper
// elsewhere. Reads on a thread of its own; loads nothing remote. GUI thread.
#pragma once

#include "inspect/item/Item.h"
#include "ui/inspector/QuestionThread.h"
#include "ui/inspector/item/ItemDocument.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace lockkeeper::ui {

class ElidedLabel;
class HistoryTable;
class ItemText;

class ItemView final : public QWidget
{
    Q_OBJECT

public:
    explicit ItemView(QWidget *parent = nullptr);

    void showItem(const inspect::ItemRef &ref); // as it is when it is read
    [[nodiscard]] const std::optional<inspect::Item> &item() const { return m_item; }
    [[nodiscard]] QList<QAction *> keys() const; // what can be done with it, wherever the keyboard is
    void copyLink();
    void goToText(); // once it is read

Q_SIGNALS:
    void left();                                              // by Escape
    void itemWanted(const lockkeeper::inspect::ItemRef &ref); // the same paper elsewhere

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeTabs();
    QAction *makeAction(const QString &name, const QString &text, const QString &icon,
                        const QKeySequence &key, const QString &toolTip);
    void read(const inspect::ItemRef &ref);
    void showRead(const inspect::Item &item);
    void showSame();
    void addSame(const Result<QList<inspect::SameItem>> &found); // by DOI, a moment after the item itself
    void showMessage(const QString &text);
    void renderAgain();
    void copy(const QString &text);
    [[nodiscard]] TextLook look(TextForm form) const;

    QuestionThread m_reader;
    QuestionThread m_renderer;
    std::optional<inspect::ItemRef> m_wanted;
    std::optional<inspect::Item> m_item; // that is shown
    bool m_toText = false;               // as soon as there is one
    QStackedWidget *m_stack;
    QLabel *m_message;
    QLabel *m_title = nullptr;
    ElidedLabel *m_line = nullptr;
    ElidedLabel *m_address = nullptr;
    ElidedLabel *m_written = nullptr;
    QTabWidget *m_tabs = nullptr;
    ItemText *m_text = nullptr;
    HistoryTable *m_fields = nullptr;
    HistoryTable *m_terms = nullptr;
    HistoryTable *m_same = nullptr;
    QAction *m_open;
    QAction *m_copyLink;
    QAction *m_copyMarkdown;
    QAction *m_raw;
};

} // namespace lockkeeper::ui
