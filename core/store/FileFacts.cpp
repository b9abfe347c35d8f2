#include "store/FileFacts.h"

#include "store/Connection.h"
#include "store/FileCheck.h"
#include "store/Schema.h"

#include <QVariant>

#include <chrono>

using namespace Qt::StringLiterals;

namespace lockkeeper::store {

namespace {
constexpr std::chrono::seconds patienceForFacts{2}; // a look is not worth more

// Question after question until one fails.
class Facts final
{
public:
    Facts(Connection &connection, const std::stop_token &stop, FileFacts &facts)
        : m_connection(connection)
        , m_stop(stop)
        , m_facts(facts)
    {
    }

    void read()
    {
        m_facts.journalMode = value(u"PRAGMA journal_mode"_s).toString();
        m_facts.pageSize = value(u"PRAGMA page_size"_s).toLongLong();
        m_facts.pages = value(u"PRAGMA page_count"_s).toLongLong();
        m_facts.freePages = value(u"PRAGMA freelist_count"_s).toLongLong();
        take(fullTextTables(m_connection.handle(), m_connection.path(), m_stop), m_facts.fullTextTables);
        if (!failed())
            m_facts.schemaKnown = take(missingFromSchema(m_connection), m_facts.missing);
        for (const QString &table : contentTables()) {
            const bool lacks = m_facts.missing.contains(table);
            const qint64 rows = lacks ? 0 : value(u"SELECT count(*) FROM %1"_s.arg(table)).toLongLong();
            if (!failed())
                m_facts.rows.append({.table = table, .rows = rows});
        }
    }

private:
    [[nodiscard]] bool failed()
    {
        if (!m_facts.error && m_stop.stop_requested())
            m_facts.error = cancelledError();
        return m_facts.error.has_value();
    }
    QVariant value(const QString &sql)
    {
        if (failed())
            return {};
        const Result<QVariant> read = m_connection.value(sql);
        if (!read)
            m_facts.error = read.error();
        return read ? *read : QVariant();
    }
    template <typename Value>
    bool take(const Result<Value> &read, Value &into)
    {
        if (failed())
            return false;
        if (read)
            into = *read;
        else
            m_facts.error = read.error();
        return read.ok();
    }

    Connection &m_connection;
    const std::stop_token &m_stop;
    FileFacts &m_facts;
};
} // namespace

FileFacts readFacts(const QString &path, const std::stop_token &stop)
{
    FileFacts facts;
    const Result<std::unique_ptr<Connection>> connection = Connection::open(path, Connection::Mode::ReadOnly);
    if (!connection) {
        facts.error = connection.error();
        return facts;
    }
    const BusyScope busy(**connection, nullptr, stop, BusyHandler::Clock::now() + patienceForFacts);
    Facts(**connection, stop, facts).read();
    return facts;
}

} // namespace lockkeeper::store
