// The only file that knows QtKeychain. Its calls are made on a thread of their own: looking for the keyring's
// service may block for as long as D-Bus waits.
#include "secrets/Store.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

#include <mutex>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::secrets {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::secrets)
};

constexpr QLatin1StringView serviceName{"lockkeeper"};
constexpr unsigned long longestGoodbyeMs = 300;

// Without one QtDBus may start a bus of its own, or wait for a display.
bool hasSessionBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + "/bus"_L1);
}

QString elsewhere()
{
    return Tr::tr("Keep it for this session only, in the environment, or in a file that only you may read.");
}

Error noKeyring()
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("There is no keyring here."),
            .hint = elsewhere(),
            .url = {}};
}

Error noAnswer(std::chrono::milliseconds timeout)
{
    return {.kind = ErrorKind::Timeout,
            .text = Tr::tr("The keyring did not answer within %1 s.")
                        .arg(QString::number(static_cast<double>(timeout.count()) / 1000)),
            .hint = Tr::tr("It may be locked: unlock it, then try again. Or keep the token elsewhere."),
            .url = {}};
}

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {.kind = ErrorKind::Auth,
                .text = Tr::tr("The keyring refuses access."),
                .hint = Tr::tr("Unlock it, then try again. Or keep the token elsewhere."),
                .url = {}};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return noKeyring();
    default:
        return {.kind = ErrorKind::Config,
                .text = job.errorString().isEmpty()
                            ? Tr::tr("The keyring cannot be used.")
                            : Tr::tr("The keyring cannot be used: %1").arg(job.errorString()),
                .hint = elsewhere(),
                .url = {}};
    }
}

// One answer, whoever comes first; delivered on the thread the question was asked on.
struct Question
{
    Store::Read answer;
    bool answered = false;
};

// The way back to the thread that asked; closed when the keyring goes, so that no answer comes after it.
class Answers final
{
public:
    explicit Answers(QObject &receiver)
        : m_receiver(&receiver)
    {
    }
    template <typename Work>
    void post(Work work)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_receiver != nullptr)
            QMetaObject::invokeMethod(m_receiver, std::move(work), Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject *m_receiver;
};

class Keyring final : public Store
{
public:
    explicit Keyring(std::chrono::milliseconds timeout)
        : m_timeout(timeout)
        , m_thread(new QThread)
        , m_worker(new QObject)
    {
        m_thread->setObjectName(u"keyring"_s);
        m_worker->moveToThread(m_thread);
        QObject::connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    }
    ~Keyring() override
    {
        m_answers->close();
        if (!m_thread->isRunning()) {
            delete m_worker;
            delete m_thread;
            return;
        }
        m_thread->quit();
        // One that hangs in D-Bus stays until the process ends: a program that cannot be quit is worse.
        if (m_thread->wait(longestGoodbyeMs))
            delete m_thread;
    }
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;

    void read(const QString &id, Read answer) override
    {
        ask(std::move(answer), [id](QObject *parent) {
            auto *job = new QKeychain::ReadPasswordJob(serviceName, parent);
            job->setKey(id);
            return job;
        });
    }
    void write(const QString &id, const QByteArray &secret, Done answer) override
    {
        Read done = [answer = std::move(answer)](const Result<QByteArray> &result) {
            answer(result ? Result<void>() : Result<void>(result.error()));
        };
        ask(std::move(done), [id, secret](QObject *parent) -> QKeychain::Job * {
            if (secret.isEmpty()) {
                auto *job = new QKeychain::DeletePasswordJob(serviceName, parent);
                job->setKey(id);
                return job;
            }
            auto *job = new QKeychain::WritePasswordJob(serviceName, parent);
            job->setKey(id);
            job->setTextData(QString::fromUtf8(secret));
            return job;
        });
    }

private:
    static void finish(const std::shared_ptr<Question> &question, Result<QByteArray> result)
    {
        if (!std::exchange(question->answered, true))
            question->answer(std::move(result));
    }

    template <typename Make>
    void ask(Read answer, Make make)
    {
        const auto question = std::make_shared<Question>();
        question->answer = std::move(answer);
        if (!hasSessionBus()) {
            QTimer::singleShot(0, &m_here, [question] { finish(question, noKeyring()); });
            return;
        }
        QTimer::singleShot(m_timeout, &m_here,
                           [question, timeout = m_timeout] { finish(question, noAnswer(timeout)); });
        if (!m_thread->isRunning())
            m_thread->start();
        QMetaObject::invokeMethod(
            m_worker,
            [question, make, worker = m_worker, answers = m_answers] {
                QKeychain::Job *job = make(worker);
                job->setAutoDelete(true);
                job->setInsecureFallback(false); // never a plain file without being asked
                QObject::connect(job, &QKeychain::Job::finished, worker,
                                 [question, answers](QKeychain::Job *ended) {
                                     answers->post([question, result = resultOf(*ended)]() mutable {
                                         finish(question, std::move(result));
                                     });
                                 });
                job->start();
            },
            Qt::QueuedConnection);
    }

    static Result<QByteArray> resultOf(const QKeychain::Job &job)
    {
        if (job.error() == QKeychain::EntryNotFound)
            return QByteArray();
        if (job.error() != QKeychain::NoError)
            return errorOf(job);
        const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
        return reading != nullptr ? reading->textData().toUtf8() : QByteArray();
    }

    std::chrono::milliseconds m_timeout;
    QObject m_here;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>(m_here);
    QThread *m_thread;
    QObject *m_worker; // on the thread
};

} // namespace

std::unique_ptr<Store> makeKeyring(std::chrono::milliseconds timeout)
{
    return std::make_unique<Keyring>(timeout);
}

} // namespace lockkeeper::secrets
