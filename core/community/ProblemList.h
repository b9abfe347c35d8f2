// Collects what is wrong in one file. Bounded: a file of garbage must not make a list of garbage.
#pragma once

#include "community/Loader.h"
#include "community/Mark.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace lockkeeper::community {

class ProblemList final
{
public:
    static constexpr qsizetype limit = 100; // problems kept; of the rest, only their number

    explicit ProblemList(QString file);
    Q_DISABLE_COPY_MOVE(ProblemList) // m_lines looks into m_text

    // The file's text, without which a mark cannot be turned into a column.
    void setText(const QByteArray &utf8);

    void error(Mark mark, const QString &key, const QString &text, const QString &hint = {});
    void warning(Mark mark, const QString &key, const QString &text, const QString &hint = {});

    // A problem without words, for its file, line and column.
    [[nodiscard]] Problem at(Mark mark) const;

    [[nodiscard]] bool hasErrors() const { return m_hasErrors; }

    // In the order of the file; at most limit + 1.
    [[nodiscard]] QList<Problem> sorted() const;

private:
    void add(Problem::Severity severity, Mark mark, const QString &key, const QString &text,
             const QString &hint);
    void locate(Mark mark, Problem &problem) const;

    QString m_file;
    QByteArray m_text;
    QList<QByteArrayView> m_lines; // of m_text
    QList<Problem> m_problems;
    int m_leftOut = 0;
    bool m_hasErrors = false;
    bool m_leftOutErrors = false;
};

} // namespace lockkeeper::community
