// What was typed into the console and run, the newest first, kept in the settings. GUI thread.
#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>

namespace lockkeeper::ui {

class ConsoleHistory final
{
public:
    static constexpr qsizetype most = 100;
    static constexpr qsizetype longest = 10'000; // characters; what is longer is not kept

    explicit ConsoleHistory(QSettings &state); // outlives it

    void add(const QString &sql); // also one that failed; one that is there already comes first again
    void clear();
    [[nodiscard]] const QStringList &entries() const { return m_entries; }

    // Leafing: `shown` is what stands in the editor, and comes back behind the newest. What there is none of
    // is a null text.
    [[nodiscard]] QString older(const QString &shown);
    [[nodiscard]] QString newer();

private:
    void save();

    QSettings &m_state;
    QStringList m_entries;
    qsizetype m_at = -1; // -1: at what is typed
    QString m_typed;
};

} // namespace lockkeeper::ui
