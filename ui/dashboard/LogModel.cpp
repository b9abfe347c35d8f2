#include "ui/dashboard/LogModel.h"

#include "ui/common/Icons.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
QIcon levelIcon(LogLevel level)
{
    switch (level) {
    case LogLevel::Warning:
        return icon(u"state-broken"_s, IconTone::Warning);
    case LogLevel::Error:
        return icon(u"state-failed"_s, IconTone::Failed);
    case LogLevel::Info:
        break;
    }
    return icon(u"info"_s, IconTone::Muted);
}
} // namespace

QString logLevelWord(LogLevel level)
{
    switch (level) {
    case LogLevel::Warning:
        return LogModel::tr("warning");
    case LogLevel::Error:
        return LogModel::tr("error");
    case LogLevel::Info:
        break;
    }
    return LogModel::tr("info");
}

QString logLine(const LogEntry &entry)
{
    return QStringList{entry.time.toLocalTime().toString(Qt::ISODate), logLevelWord(entry.level), entry.where,
                       entry.text}
        .join('\t'_L1);
}

LogModel::LogModel(QObject *parent, int capacity)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{
}

void LogModel::append(const QList<LogEntry> &entries)
{
    const qsizetype kept = std::min<qsizetype>(entries.size(), m_capacity);
    if (kept == 0)
        return;
    const qsizetype surplus = static_cast<qsizetype>(m_entries.size()) + kept - m_capacity;
    if (surplus > 0) {
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + surplus);
        endRemoveRows();
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(kept) - 1);
    m_entries.insert(m_entries.end(), entries.end() - kept, entries.end());
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LogEntry &entry = this->entry(index.row());
    if (role == LevelRole)
        return static_cast<int>(entry.level);
    if (role == Qt::DecorationRole && index.column() == Level)
        return levelIcon(entry.level);
    if (role == Qt::ToolTipRole && index.column() == Text)
        return u"<p>%1</p>"_s.arg(entry.text.toHtmlEscaped());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return entry.time.toLocalTime().toString(u"HH:mm:ss"_s);
    case Level:
        return logLevelWord(entry.level);
    case Where:
        return entry.where;
    case Text:
        return entry.text;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Where:
        return tr("Where");
    case Text:
        return tr("What");
    default:
        return {};
    }
}

} // namespace lockkeeper::ui
