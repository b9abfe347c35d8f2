// The names of a forum's categories: a topic has but a number. Asked for when the first topic needs one, once
// a run.
#pragma once

#include "base/Result.h"
#include "sources/JobContext.h"

#include <QHash>
#include <QJsonArray>
#include <QString>
#include <QUrl>

namespace lockkeeper::sources::discourse {

class CategoryNames final
{
public:
    CategoryNames(const QUrl &forum, JobContext &context);

    // Null for 0, and where the forum doesn't tell. Errors: those of http, bad_answer.
    [[nodiscard]] Result<QString> nameOf(qint64 category);

private:
    // Empty where the forum gives no such list to everybody.
    [[nodiscard]] Result<QJsonArray> listAt(const QString &path, qint64 parent);
    [[nodiscard]] Result<void> ask(const QString &path, qint64 parent = 0);
    void take(const QJsonArray &categories);

    QUrl m_forum;
    JobContext &m_context;
    QHash<qint64, QString> m_names;
    QHash<qint64, qint64> m_parents; // of subcategories that are only numbered so far
    std::size_t m_asked = 0;         // of the places where names stand, how many were asked
};

} // namespace lockkeeper::sources::discourse
