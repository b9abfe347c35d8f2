#include "ui/inspector/search/HitWords.h"

#include "ui/common/Remotes.h"

#include <QCoreApplication>
#include <QHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HitWords)
};

QString providerTitle(const QString &origin)
{
    static const QHash<QString, QString> titles{{u"openalex"_s, u"OpenAlex"_s},
                                                {u"semanticscholar"_s, u"Semantic Scholar"_s},
                                                {u"pubmed"_s, u"PubMed"_s}};
    return titles.value(origin, origin);
}

QString languageTitle(const QString &language)
{
    if (language == "python"_L1)
        return u"Python"_s;
    return language == "matlab"_L1 ? u"MATLAB"_s : language;
}
} // namespace

QString sourceTitle(const QString &source)
{
    static const QHash<QString, const char *> titles{
        {u"github"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "GitHub")},
        {u"papers"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "Papers")},
        {u"docstrings"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "Docstrings")},
        {u"discourse"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "Forums")},
        {u"mailman"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "Mailing lists")},
        {u"faq"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "FAQ")},
        {u"beps"_s, QT_TRANSLATE_NOOP("lockkeeper::HitWords", "BEPs")}};
    const char *title = titles.value(source, nullptr);
    return title ? Tr::tr(title) : source;
}

QString itemKind(const QString &source, const QString &type, const QString &language)
{
    if (source == "github"_L1)
        return type == "pr"_L1 ? Tr::tr("pull request") : Tr::tr("issue");
    if (source == "papers"_L1)
        return Tr::tr("paper");
    if (source == "docstrings"_L1)
        return (languageTitle(language) + ' '_L1 + type).trimmed();
    if (source == "discourse"_L1)
        return type.isEmpty() ? Tr::tr("forum topic") : Tr::tr("forum topic in %1").arg(type);
    if (source == "mailman"_L1)
        return Tr::tr("mail");
    if (source == "faq"_L1)
        return type.isEmpty() ? Tr::tr("FAQ entry") : Tr::tr("FAQ entry in %1").arg(type);
    return source == "beps"_L1 ? Tr::tr("BIDS extension proposal") : source;
}

QString itemPlace(const QString &origin, qint64 number)
{
    const QString where = providerTitle(remoteTitle(origin));
    if (number <= 0)
        return where;
    const QString hash = '#'_L1 + QString::number(number);
    return where.isEmpty() ? hash : where + ' '_L1 + hash;
}

QString dayText(const QString &time)
{
    constexpr qsizetype isoDay = 10;
    return time.left(isoDay);
}

QString hitLine(const inspect::Hit &hit)
{
    QStringList parts{hit.ref.place.name, itemKind(hit.source, hit.type, hit.language),
                      itemPlace(hit.origin, hit.number), hit.status, dayText(hit.time)};
    parts.removeAll(QString());
    return inOneLine(parts.join(u" · "_s));
}

QString hitTitle(const QString &title)
{
    return title.trimmed().isEmpty() ? Tr::tr("(no title)") : inOneLine(title);
}

QString spokenHit(const inspect::Hit &hit)
{
    QStringList parts{hitTitle(hit.title), hitLine(hit), inOneLine(hit.snippet)};
    parts.removeAll(QString());
    return parts.join(u". "_s);
}

QString inOneLine(QString text)
{
    for (QChar &one : text) {
        const QChar::Category category = one.category();
        if (category == QChar::Other_Control || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph)
            one = u' ';
    }
    return text;
}

} // namespace lockkeeper::ui
