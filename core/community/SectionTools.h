// What several sections of a configuration do alike.
#pragma once

#include "community/Reader.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace lockkeeper::community {

// Drops repeats, and says so: they are harmless, but somebody meant something else.
class Repeats final
{
public:
    explicit Repeats(Reader &reader)
        : m_reader(reader)
    {
    }

    // True for the first of each; capitals make no difference, as in GitHub's names, DOIs and hosts.
    [[nodiscard]] bool isFirst(const Value &value, const QString &text);

private:
    Reader &m_reader;
    QSet<QString> m_seen;
};

// The texts of a list through a rule, without repeats.
[[nodiscard]] QStringList checkedTexts(Reader &reader, const QList<Value> &items,
                                       Result<QString> (*check)(const QString &));

// The texts of a list as they are, without empty ones and repeats.
[[nodiscard]] QStringList plainTexts(Reader &reader, const QList<Value> &items);

// Says where an address is http beyond this machine.
void warnIfUnencrypted(Reader &reader, const Value &value, const QUrl &url);

} // namespace lockkeeper::community
