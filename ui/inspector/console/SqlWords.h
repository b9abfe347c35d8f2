// SQL as an editor has to know it: which parts a line has, what can be completed, what to begin with. Pure.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

enum class SqlPart { Keyword, Text, Number, Comment };

struct SqlSpan
{
    int begin = 0;
    int length = 0;
    SqlPart part = SqlPart::Keyword;

    friend bool operator==(const SqlSpan &, const SqlSpan &) = default;
};

// What a line leaves open for the next one.
enum class SqlOpen { Nothing, Comment, Text };

struct SqlLine
{
    QList<SqlSpan> spans;
    SqlOpen open = SqlOpen::Nothing;
};

[[nodiscard]] SqlLine sqlLine(const QString &line, SqlOpen before);

[[nodiscard]] const QStringList &sqlKeywords(); // in capitals, sorted
// As it is written in a statement: in quotes where it has to be.
[[nodiscard]] QString sqlName(const QString &name);

struct ExampleQuery
{
    QString title;
    QString sql;
};

// On a knowledge database.
[[nodiscard]] QList<ExampleQuery> exampleQueries();

} // namespace lockkeeper::ui
