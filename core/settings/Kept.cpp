#include "settings/Kept.h"

#include "settings/Catalogue.h"

#include <QCoreApplication>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace lockkeeper::settings {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::settings)
};

// Elsewhere: the window remembers how it looks.
bool isElsewhere(const Setting &setting)
{
    return setting.key == QLatin1StringView(key::Appearance);
}

// A proxy that nobody can find is none to go through.
void checkProxy(Kept &kept, const QString &file)
{
    QString &kind = kept.values[QLatin1StringView(key::ProxyKind)];
    const bool named = kind == "http"_L1 || kind == "socks5"_L1;
    if (!named || !kept.values.value(QLatin1StringView(key::ProxyHost)).isEmpty())
        return;
    kept.notices.append(
        Tr::tr(
            "The setting “%1” in %2 names a kind of proxy, but “%3” does not say which; the system’s counts.")
            .arg(QLatin1StringView(key::ProxyKind), file, QLatin1StringView(key::ProxyHost)));
    kind = u"system"_s;
}

} // namespace

Kept readKept(const QSettings &file)
{
    Kept kept;
    for (const Setting &setting : catalogue()) {
        if (isElsewhere(setting))
            continue;
        const QVariant stored = file.value(setting.key);
        // A comma makes a list of a value that somebody wrote by hand.
        const QString text = stored.canConvert<QStringList>() && stored.typeId() == QMetaType::QStringList
                                 ? stored.toStringList().join(", "_L1)
                                 : stored.toString();
        const Result<QString> value = checked(setting, text);
        if (!value) {
            kept.wrong.append(setting.key);
            kept.notices.append(Tr::tr("The setting “%1” in %2 is wrong, and its default counts: %3")
                                    .arg(setting.key, file.fileName(), value.error().text));
        }
        kept.values.insert(setting.key, value ? *value : setting.fallback);
    }
    checkProxy(kept, file.fileName());
    return kept;
}

void writeKept(QSettings &file, const Values &values)
{
    for (const Setting &setting : catalogue()) {
        const auto value = values.find(setting.key);
        if (value == values.end() || isElsewhere(setting))
            continue;
        if (*value == setting.fallback)
            file.remove(setting.key);
        else
            file.setValue(setting.key, *value);
    }
}

} // namespace lockkeeper::settings
