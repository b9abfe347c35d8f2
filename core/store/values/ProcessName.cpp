#include "store/values/ProcessName.h"

#include <QCoreApplication>

namespace lockkeeper::store {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::store)
};
} // namespace

QString processName(const QString &program, qint64 pid)
{
    const QString name = program.isEmpty() ? Tr::tr("another process") : program;
    return pid > 0 ? Tr::tr("%1 (pid %2)", "a program").arg(name, QString::number(pid)) : name;
}

QString processName(const Process &process)
{
    return processName(QString::fromStdString(process.program), process.pid);
}

QString processName(const std::optional<Process> &process)
{
    return process ? processName(*process) : QString();
}

} // namespace lockkeeper::store
