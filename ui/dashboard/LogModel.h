// What happened, newest last: a bounded list for the log panel. GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <QString>

#include <deque>

namespace lockkeeper::ui {

enum class LogLevel { Info, Warning, Error };

struct LogEntry
{
    QDateTime time;
    LogLevel level = LogLevel::Info;
    QString where; // community, source and remote; empty for the program itself
    QString text;
};

[[nodiscard]] QString logLevelWord(LogLevel level);
[[nodiscard]] QString logLine(const LogEntry &entry); // as copied: tabs between time, level, where and text

class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Level, Where, Text, ColumnCount };
    static constexpr int LevelRole = Qt::UserRole; // LogLevel as int

    explicit LogModel(QObject *parent = nullptr, int capacity = 5000);

    void append(const QList<LogEntry> &entries); // the oldest make room
    void clear();
    [[nodiscard]] const LogEntry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::deque<LogEntry> m_entries;
    int m_capacity;
};

} // namespace lockkeeper::ui
