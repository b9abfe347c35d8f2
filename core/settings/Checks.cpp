// What each setting takes.
#include "http/Endpoints.h"
#include "settings/Catalogue.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lockkeeper::settings {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::settings)
};

Error refusal(const QString &text, const QString &hint = {})
{
    return {.kind = ErrorKind::Config, .text = text, .hint = hint, .url = {}};
}

Result<QString> whole(const Setting &setting, const QString &text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || static_cast<double>(number) < setting.least || static_cast<double>(number) > setting.most)
        return refusal(Tr::tr("A whole number from %1 to %2 is expected.")
                           .arg(static_cast<qint64>(setting.least))
                           .arg(static_cast<qint64>(setting.most)));
    return QString::number(number);
}

Result<QString> decimal(const Setting &setting, const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number) || number < setting.least || number > setting.most)
        return refusal(Tr::tr("A number from %1 to %2 is expected.")
                           .arg(QString::number(setting.least), QString::number(setting.most)));
    return QString::number(number, 'g', 10);
}

bool isPlain(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

Result<QString> line(const Setting &setting, const QString &text)
{
    const QString endpoints = QLatin1StringView(key::Endpoints);
    if (setting.key.startsWith(endpoints)) {
        http::Endpoints probe;
        if (const Result<void> set = probe.setUrl(setting.key.mid(endpoints.size()), text); !set)
            return set.error();
        return text;
    }
    // It becomes part of a header, or of what is said to a proxy.
    if (!isPlain(text))
        return refusal(Tr::tr("Nothing but plain ASCII characters can be sent."));
    if (setting.key == QLatin1StringView(key::ProxyHost) &&
        std::ranges::any_of(text, [](QChar c) { return QStringView(u" /@?#").contains(c); }))
        return refusal(Tr::tr("A host’s name or address is expected, and nothing else."),
                       Tr::tr("For example: proxy.example.org"));
    return text;
}

Result<QString> choice(const Setting &setting, const QString &text)
{
    QStringList known;
    for (const Choice &one : setting.choices)
        known += one.value;
    if (!known.contains(text))
        return refusal(Tr::tr("One of these is expected: %1.").arg(known.join(", "_L1)));
    return text;
}

} // namespace

Result<QString> checked(const Setting &setting, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return setting.fallback;
    switch (setting.kind) {
    case Kind::Folder:
        if (trimmed.contains(QChar(u'\0')))
            return refusal(Tr::tr("This is not a folder’s name."));
        return QDir::cleanPath(QDir(trimmed).absolutePath());
    case Kind::Whole:
        return whole(setting, trimmed);
    case Kind::Decimal:
        return decimal(setting, trimmed);
    case Kind::Flag:
        if (trimmed != "true"_L1 && trimmed != "false"_L1)
            return refusal(Tr::tr("It is either “true” or “false”."));
        return trimmed;
    case Kind::Choice:
        return choice(setting, trimmed);
    case Kind::Line:
        return line(setting, trimmed);
    }
    return trimmed;
}

} // namespace lockkeeper::settings
