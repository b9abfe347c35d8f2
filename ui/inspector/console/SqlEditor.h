// Where SQL is typed: its parts in colours, names and keywords completed, a place marked where SQLite
// stopped. GUI thread.
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

class QCompleter;
class QStringListModel;

namespace lockkeeper::ui {

class SqlHighlighter;

class SqlEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SqlEditor(QWidget *parent = nullptr);

    void setNames(const QStringList &names); // of tables and columns
    // What is selected, or all of it; and where that begins.
    [[nodiscard]] QString chosenText() const;
    [[nodiscard]] int chosenBegin() const;

    void insertName(const QString &name);                    // at the cursor, in quotes where it has to be
    void replaceAll(const QString &text);                    // can be undone
    void markAt(qsizetype position);                         // until the text changes; -1: nothing
    [[nodiscard]] QString placeOf(qsizetype position) const; // "line 2, column 5"

Q_SIGNALS:
    void runWanted();
    void stopWanted();
    void olderWanted();
    void newerWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void complete(bool asked);
    void insertCompletion(const QString &completion);
    [[nodiscard]] QString wordBeforeCursor() const;

    SqlHighlighter *m_highlighter;
    QStringListModel *m_words;
    QCompleter *m_completer;
    qsizetype m_mark = -1;
};

} // namespace lockkeeper::ui
