#include "secrets/Store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QThreadPool>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::secrets {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::secrets)
};

constexpr qint64 mostBytes = 64 * 1024;
using Lines = QMap<QString, QByteArray>;

Error refusedFile(const QString &text, const QString &hint = {}, ErrorKind kind = ErrorKind::ReadOnly)
{
    return {.kind = kind, .text = text, .hint = hint, .url = {}};
}

// Closes it, whatever comes.
class Handle final
{
public:
    explicit Handle(int number)
        : m_number(number)
    {
    }
    ~Handle()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

Result<Lines> readLines(const QString &path)
{
    const Handle handle(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (handle.number() < 0 && errno == ENOENT)
        return Lines();
    if (handle.number() < 0)
        return refusedFile(Tr::tr("The tokens’ file %1 cannot be read.").arg(path),
                           Tr::tr("It must be a file of yours, not a link."));
    struct stat facts = {};
    if (::fstat(handle.number(), &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_uid != ::geteuid())
        return refusedFile(Tr::tr("The tokens’ file %1 is not a file of yours.").arg(path),
                           Tr::tr("Move it away; a new one is made."));
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refusedFile(
            Tr::tr("Others may read the tokens’ file %1, so it is not used.").arg(path),
            Tr::tr("Make it yours alone: chmod 600 “%1”. Whoever may have read it knows the tokens: make "
                   "new ones.")
                .arg(path));
    QFile file;
    if (!file.open(handle.number(), QIODevice::ReadOnly) || file.size() > mostBytes)
        return refusedFile(Tr::tr("The tokens’ file %1 cannot be read.").arg(path), {}, ErrorKind::Config);
    Lines lines;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith('#'))
            lines.insert(QString::fromUtf8(line.left(equals).trimmed()), line.mid(equals + 1).trimmed());
    }
    return lines;
}

bool writeAll(int handle, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t now =
            ::write(handle, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (now < 0 && errno == EINTR)
            continue;
        if (now <= 0)
            return false;
        done += now;
    }
    return ::fsync(handle) == 0;
}

// Beside the old one, for its owner alone from the first moment, then in its place.
Result<void> writeLines(const QString &path, const Lines &lines)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return refusedFile(Tr::tr("The folder of the tokens’ file %1 cannot be made.").arg(path));
    if (lines.isEmpty()) {
        if (QFile::exists(path) && !QFile::remove(path))
            return refusedFile(Tr::tr("The tokens’ file %1 cannot be removed.").arg(path));
        return {};
    }
    QByteArray bytes("# Lockkeeper’s tokens. Nobody else may read this file.\n");
    for (auto line = lines.begin(); line != lines.end(); ++line)
        bytes += line.key().toUtf8() + '=' + line.value() + '\n';
    const QByteArray name = QFile::encodeName(path);
    const QByteArray beside = name + '.' + QByteArray::number(::getpid()) + ".new";
    ::unlink(beside.constData()); // of a process of this number that was killed
    bool written = false;
    int reason = 0;
    {
        const Handle handle(
            ::open(beside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        written = handle.number() >= 0 && writeAll(handle.number(), bytes);
        reason = errno;
    }
    if (written && ::rename(beside.constData(), name.constData()) == 0)
        return {};
    if (written)
        reason = errno;
    ::unlink(beside.constData());
    return refusedFile(Tr::tr("The tokens’ file %1 cannot be written.").arg(path), {},
                       reason == ENOSPC ? ErrorKind::DiskFull : ErrorKind::ReadOnly);
}

class FileStore final : public Store
{
public:
    explicit FileStore(QString path)
        : m_path(std::move(path))
    {
        m_pool.setMaxThreadCount(1); // so that changes follow each other
    }
    ~FileStore() override { m_pool.waitForDone(); }
    FileStore(const FileStore &) = delete;
    FileStore &operator=(const FileStore &) = delete;

    void read(const QString &id, Read answer) override
    {
        m_pool.start([this, id, answer = std::move(answer)] {
            const Result<Lines> lines = readLines(m_path);
            reply(answer, lines ? Result<QByteArray>(lines->value(id)) : Result<QByteArray>(lines.error()));
        });
    }
    void write(const QString &id, const QByteArray &secret, Done answer) override
    {
        m_pool.start([this, id, secret, answer = std::move(answer)] { reply(answer, change(id, secret)); });
    }

private:
    template <typename Answer, typename Value>
    void reply(const Answer &answer, Value value)
    {
        QMetaObject::invokeMethod(
            &m_here, [answer, value = std::move(value)] { answer(value); }, Qt::QueuedConnection);
    }
    [[nodiscard]] Result<void> change(const QString &id, const QByteArray &secret) const
    {
        Result<Lines> lines = readLines(m_path);
        if (!lines)
            return lines.error();
        if (secret.isEmpty())
            lines->remove(id);
        else
            lines->insert(id, secret);
        return writeLines(m_path, *lines);
    }

    const QString m_path;
    QObject m_here;
    QThreadPool m_pool;
};

} // namespace

std::unique_ptr<Store> makeFileStore(const QString &path)
{
    return std::make_unique<FileStore>(path);
}

} // namespace lockkeeper::secrets
