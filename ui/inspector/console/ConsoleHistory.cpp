#include "ui/inspector/console/ConsoleHistory.h"

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr QLatin1StringView historyKey = "inspector/consoleHistory"_L1;
}

ConsoleHistory::ConsoleHistory(QSettings &state)
    : m_state(state)
    , m_entries(state.value(historyKey)
                    .toStringList()
                    .first(std::min(most, state.value(historyKey).toStringList().size())))
{
}

void ConsoleHistory::add(const QString &sql)
{
    m_at = -1;
    const QString kept = sql.trimmed();
    if (kept.isEmpty() || kept.size() > longest)
        return;
    m_entries.removeAll(kept);
    m_entries.prepend(kept);
    if (m_entries.size() > most)
        m_entries.resize(most);
    save();
}

void ConsoleHistory::clear()
{
    m_entries.clear();
    m_at = -1;
    save();
}

QString ConsoleHistory::older(const QString &shown)
{
    if (m_at < 0)
        m_typed = shown;
    qsizetype next = m_at + 1;
    if (next < m_entries.size() && m_at < 0 && m_entries.at(next) == shown.trimmed())
        ++next; // it stands there already
    if (next >= m_entries.size())
        return {};
    m_at = next;
    return m_entries.at(m_at);
}

QString ConsoleHistory::newer()
{
    if (m_at < 0)
        return {};
    --m_at;
    return m_at < 0 ? (m_typed.isNull() ? u""_s : m_typed) : m_entries.at(m_at);
}

void ConsoleHistory::save()
{
    m_state.setValue(historyKey, m_entries);
}

} // namespace lockkeeper::ui
