#include "common/Secrets.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::app {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Settings)
};

constexpr std::chrono::seconds keyringPatienceOfCron{3};
} // namespace

std::unique_ptr<secrets::Keeper> makeKeeper(QSettings &file, std::chrono::milliseconds keyringPatience)
{
    const QString path = QFileInfo(file.fileName()).absolutePath() + "/secrets"_L1;
    return std::make_unique<secrets::Keeper>(secrets::makeKeyring(keyringPatience),
                                             secrets::makeFileStore(path), file);
}

void fillIn(Settings &settings, const secrets::Keeper &keeper)
{
    settings.credentials = {};
    for (const secrets::Secret secret : secrets::allSecrets) {
        const QString endpoint = secrets::wordsOf(secret).endpoint;
        if (secret == secrets::Secret::ProxyPassword)
            settings.proxy.password = keeper.value(secret);
        else if (settings.misnamed.contains(endpoint))
            continue;
        else if (secret == secrets::Secret::OpenAlexEmail)
            settings.credentials.setAddress(endpoint, keeper.value(secret));
        else
            settings.credentials.set(endpoint, keeper.value(secret));
    }
}

QStringList readSecrets(Settings &settings, QSettings &file)
{
    if (settings.demo)
        return {};
    const std::unique_ptr<secrets::Keeper> keeper = makeKeeper(file, keyringPatienceOfCron);
    QEventLoop loop;
    QObject::connect(keeper.get(), &secrets::Keeper::loaded, &loop, &QEventLoop::quit);
    keeper->load();
    loop.exec();
    fillIn(settings, *keeper);
    QStringList notices;
    for (const secrets::Secret secret : secrets::allSecrets) {
        if (const auto problem = keeper->problem(secret))
            notices += Tr::tr("%1 cannot be read: %2 %3")
                           .arg(secrets::wordsOf(secret).title.remove('&'_L1), problem->text, problem->hint);
    }
    return notices;
}

// 1, not 0: a file is not written for either, but a program that takes dumps (core_pattern with a pipe) gets
// one for 0.
void writeNoCoreDumps()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    limit.rlim_max = std::min<rlim_t>(limit.rlim_max, 1);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_CORE, &limit);
}

} // namespace lockkeeper::app
