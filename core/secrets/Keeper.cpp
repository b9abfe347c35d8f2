#include "secrets/Keeper.h"

#include <QCoreApplication>
#include <QSettings>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::secrets {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::secrets)
};

QString placeKey(Secret secret)
{
    return "secrets/"_L1 + wordsOf(secret).id;
}

QByteArray ofEnvironment(Secret secret)
{
    const char *variable = wordsOf(secret).variable;
    return variable != nullptr ? qgetenv(variable).trimmed() : QByteArray();
}

} // namespace

Keeper::Keeper(std::unique_ptr<Store> keyring, std::unique_ptr<Store> file, QSettings &places,
               QObject *parent)
    : QObject(parent)
    , m_keyring(std::move(keyring))
    , m_file(std::move(file))
    , m_places(places)
{
}

Keeper::~Keeper() = default;

void Keeper::load()
{
    QList<std::pair<Secret, Keeping>> wanted;
    for (const Secret secret : allSecrets) {
        const Keeping where = keepingNamed(m_places.value(placeKey(secret)).toString());
        if (store(where) == nullptr || !ofEnvironment(secret).isEmpty())
            continue;
        m_kept[secret].where = where;
        wanted.append({secret, where});
    }
    m_waiting += static_cast<int>(wanted.size());
    for (const auto &[secret, where] : wanted)
        store(where)->read(wordsOf(secret).id,
                           [this, secret = secret](const Result<QByteArray> &read) { take(secret, read); });
    if (wanted.isEmpty())
        QTimer::singleShot(0, this, &Keeper::loaded);
}

void Keeper::take(Secret secret, const Result<QByteArray> &read)
{
    Kept &kept = m_kept[secret];
    if (kept.where == Keeping::Keyring || kept.where == Keeping::File) { // else another was kept meanwhile
        if (!read)
            kept.problem = read.error();
        else if (read->isEmpty() && kept.where == Keeping::Keyring)
            // One that is locked, and that nobody unlocks, says the same as one that never had it.
            kept.problem =
                Error{.kind = ErrorKind::Config,
                      .text = Tr::tr("The keyring does not give it: it is locked, or no longer has it."),
                      .hint = Tr::tr("Unlock the keyring and start again, or enter it again."),
                      .url = {}};
        else if (read->isEmpty())
            kept.problem = Error{.kind = ErrorKind::Config,
                                 .text = Tr::tr("It is no longer where it was kept."),
                                 .hint = Tr::tr("Enter it again, or remove it here."),
                                 .url = {}};
        else
            kept.value = *read;
    }
    Q_EMIT changed();
    if (--m_waiting == 0)
        Q_EMIT loaded();
}

Keeping Keeper::keeping(Secret secret) const
{
    return ofEnvironment(secret).isEmpty() ? m_kept.value(secret).where : Keeping::Environment;
}

QByteArray Keeper::value(Secret secret) const
{
    const QByteArray first = ofEnvironment(secret);
    return first.isEmpty() ? m_kept.value(secret).value : first;
}

std::optional<Error> Keeper::problem(Secret secret) const
{
    return keeping(secret) == Keeping::Environment ? std::nullopt : m_kept.value(secret).problem;
}

void Keeper::keep(Secret secret, const QByteArray &value, Keeping where, const Store::Done &done)
{
    const Keeping before = keepingNamed(m_places.value(placeKey(secret)).toString());
    Store *const place = store(where);
    if (place == nullptr) {
        setPlace(secret, Keeping::Session, value);
        removeFrom(before, secret, done);
        return;
    }
    place->write(wordsOf(secret).id, value,
                 [this, secret, value, where, before, done](const Result<void> &written) {
                     if (!written) {
                         // Not lost, and not written anywhere it was not meant for.
                         setPlace(secret, Keeping::Session, value);
                         Error error = written.error();
                         error.text = Tr::tr("%1 It is kept for this session only.").arg(error.text);
                         done(error);
                         return;
                     }
                     setPlace(secret, where, value);
                     removeFrom(before == where ? Keeping::Nowhere : before, secret, done);
                 });
}

void Keeper::forget(Secret secret, const Store::Done &done)
{
    const Keeping before = keepingNamed(m_places.value(placeKey(secret)).toString());
    if (store(before) == nullptr) {
        setPlace(secret, Keeping::Nowhere, {});
        QTimer::singleShot(0, this, [done] { done({}); });
        return;
    }
    // Only then: what a locked keyring still has must not look as if it were gone.
    store(before)->write(wordsOf(secret).id, {}, [this, secret, done](const Result<void> &removed) {
        if (removed)
            setPlace(secret, Keeping::Nowhere, {});
        done(removed);
    });
}

void Keeper::removeFrom(Keeping where, Secret secret, const Store::Done &done)
{
    if (store(where) == nullptr) {
        QTimer::singleShot(0, this, [done] { done({}); });
        return;
    }
    store(where)->write(wordsOf(secret).id, {}, [where, done](const Result<void> &removed) {
        if (removed)
            return done({});
        Error error = removed.error();
        error.text = (where == Keeping::Keyring
                          ? Tr::tr("The new one counts, but the keyring still has the old one: %1")
                          : Tr::tr("The new one counts, but the file still has the old one: %1"))
                         .arg(error.text);
        done(error);
    });
}

void Keeper::setPlace(Secret secret, Keeping where, const QByteArray &value)
{
    m_kept[secret] = {.where = where, .value = value, .problem = {}};
    if (store(where) != nullptr)
        m_places.setValue(placeKey(secret), keepingName(where));
    else
        m_places.remove(placeKey(secret));
    Q_EMIT changed();
}

Store *Keeper::store(Keeping where) const
{
    return where == Keeping::Keyring ? m_keyring.get() : where == Keeping::File ? m_file.get() : nullptr;
}

Result<QByteArray> usable(Secret secret, const QString &text)
{
    const QString trimmed = text.trimmed();
    const auto refused = [](const QString &words) {
        return Error{.kind = ErrorKind::Config, .text = words, .hint = {}, .url = {}};
    };
    if (secret == Secret::ProxyPassword)
        return trimmed.toUtf8();
    const bool plain =
        std::ranges::all_of(trimmed, [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
    if (!plain)
        return refused(Tr::tr("It has a blank or a character that no token has."));
    const qsizetype at = trimmed.indexOf(u'@');
    if (secret == Secret::OpenAlexEmail && !trimmed.isEmpty() && (at <= 0 || at + 1 >= trimmed.size()))
        return refused(Tr::tr("This is not an e-mail address."));
    return trimmed.toLatin1();
}

} // namespace lockkeeper::secrets
