// Lists of phrases, and sentences made of them: a small grammar. The format stands at the top of
// resources/demo/common.txt.
#pragma once

#include "demo/content/Dice.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace lockkeeper::demo {

class Phrasebook final
{
public:
    void read(const QString &text); // adds to the lists that are there already

    // The area's own list where there is one, else the general one; empty: no such list.
    [[nodiscard]] QStringList list(const QString &area, const QString &name) const;

private:
    QHash<QString, QStringList> m_lists;
};

// Says things about one subject: a {word} is the same wherever it comes up again. One thread.
class Speaker final
{
public:
    // `book` must outlive the speaker. `area` is the name of a repository.
    Speaker(const Phrasebook &book, QString area, Dice dice);

    [[nodiscard]] QString say(const QString &list);
    void know(const QString &word, const QString &meaning) { m_known.insert(word, meaning); }
    [[nodiscard]] Dice &dice() { return m_dice; }

private:
    [[nodiscard]] QString pick(const QString &list);
    [[nodiscard]] QString filled(const QString &phrase, int depth);
    [[nodiscard]] QString meaning(const QString &name, const QString &variant, int depth);

    const Phrasebook &m_book;
    QString m_area;
    Dice m_dice;
    QHash<QString, QString> m_known;
};

} // namespace lockkeeper::demo
