// The program's secrets: which there are, where each is kept, and which one counts. Lives on a thread with an
// event loop, the GUI's; nothing here waits.
#pragma once

#include "base/Result.h"
#include "secrets/Secret.h"
#include "secrets/Store.h"

#include <QMap>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QSettings;

namespace lockkeeper::secrets {

class Keeper final : public QObject
{
    Q_OBJECT

public:
    // `places` is the settings file, which says where a secret is kept ("secrets/github=keyring") and nothing
    // else of it, so that a keyring is only asked for what it has; outlives the keeper.
    Keeper(std::unique_ptr<Store> keyring, std::unique_ptr<Store> file, QSettings &places,
           QObject *parent = nullptr);
    ~Keeper() override;

    // Reads those that are kept; loaded() follows, at once where none is.
    void load();
    [[nodiscard]] bool isLoaded() const { return m_waiting == 0; }

    [[nodiscard]] Keeping keeping(Secret secret) const; // of the one that counts
    [[nodiscard]] QByteArray
    value(Secret secret) const; // that one; empty while it is read, or where it can't be
    [[nodiscard]] std::optional<Error> problem(Secret secret) const; // why what is kept can't be read

    // From now on this one, there and nowhere else (but for the environment, which is not ours). Where the
    // keyring fails, it is kept for this session, and the error says so. `where`: Session, Keyring or File.
    void keep(Secret secret, const QByteArray &value, Keeping where, const Store::Done &done);
    void forget(Secret secret, const Store::Done &done);

Q_SIGNALS:
    void changed(); // a value or a place
    void loaded();

private:
    struct Kept
    {
        Keeping where = Keeping::Nowhere;
        QByteArray value;
        std::optional<Error> problem;
    };
    [[nodiscard]] Store *store(Keeping where) const;
    void take(Secret secret, const Result<QByteArray> &read);
    void setPlace(Secret secret, Keeping where, const QByteArray &value);
    void removeFrom(Keeping where, Secret secret, const Store::Done &done);

    std::unique_ptr<Store> m_keyring;
    std::unique_ptr<Store> m_file;
    QSettings &m_places;
    QMap<Secret, Kept> m_kept;
    int m_waiting = 0;
};

// Blanks around it (a copied line's end) don't count. Errors (kind config): it cannot be sent.
[[nodiscard]] Result<QByteArray> usable(Secret secret, const QString &text);

} // namespace lockkeeper::secrets
