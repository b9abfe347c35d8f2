// One setting: its name, what to enter it in, its default, and below it what is wrong with it, what beats it,
// or from when on a change counts. GUI thread.
#pragma once

#include "settings/Catalogue.h"
#include "settings/Kept.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace lockkeeper::ui {

class SettingField final : public QWidget
{
    Q_OBJECT

public:
    // `shown`: what an empty one stands for, such as the folder that counts then.
    SettingField(const settings::Setting &setting, const QString &value,
                 const std::optional<settings::Override> &over, const QString &shown,
                 QWidget *parent = nullptr);

    [[nodiscard]] const settings::Setting &setting() const { return m_setting; }
    [[nodiscard]] Result<QString> value() const; // of the file; what beats it leaves it as it is
    [[nodiscard]] bool isChanged() const;
    void setFault(const QString &text); // of its own none: of it and another together
    [[nodiscard]] bool hasFault() const { return !m_fault.isEmpty(); }
    void setKept(); // what it shows is applied now
    void focusEditor();
    void allow(bool allowed); // where another setting makes it mean something

Q_SIGNALS:
    void changed();

private:
    void makeEditor(QHBoxLayout &row, const QString &shown);
    void makeReset(QHBoxLayout &row);
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void showNote(const QString &note, bool fault);
    void refresh();
    void chooseFolder();

    settings::Setting m_setting;
    QString m_kept;
    std::optional<settings::Override> m_over;
    QString m_fault;
    QLineEdit *m_line = nullptr; // one of the three
    QCheckBox *m_flag = nullptr;
    QComboBox *m_choice = nullptr;
    QWidget *m_editor = nullptr; // that one
    QToolButton *m_browse = nullptr;
    QToolButton *m_reset = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace lockkeeper::ui
