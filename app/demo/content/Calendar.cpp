#include "demo/content/Calendar.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Demo)
};

constexpr int format = 1;
constexpr qint64 largestFile = 1'000'000;
constexpr qsizetype mostSteps = 10'000;
constexpr qint64 latestTime = 253'402'300'799; // the end of the year 9999

Error damaged(const QString &path)
{
    return {.kind = ErrorKind::Config,
            .text = Tr::tr("The demo's own notes in %1 cannot be read.").arg(path),
            .hint = Tr::tr("Choose another data folder, or delete the demo's folder there to begin anew."),
            .url = {}};
}

// A whole number of seconds not before `earliest`; nothing else is a time.
std::optional<qint64> timeIn(const QJsonValue &value, qint64 earliest)
{
    const qint64 time = value.toInteger(-1);
    return time >= earliest && time <= latestTime ? std::optional(time) : std::nullopt;
}

} // namespace

Result<std::optional<Calendar>> readCalendar(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<Calendar>();
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{.kind = ErrorKind::ReadOnly,
                     .text = Tr::tr("%1 cannot be opened: %2").arg(path, file.errorString()),
                     .hint = Tr::tr("Check the permissions of the file, or choose another data folder."),
                     .url = {}};
    }
    const QJsonObject notes = QJsonDocument::fromJson(file.read(largestFile)).object();
    const QJsonArray steps = notes.value("steps"_L1).toArray();
    const auto began = timeIn(notes.value("began"_L1), 1);
    if (notes.value("format"_L1).toInt() != format || !began || steps.size() > mostSteps)
        return damaged(path);

    Calendar calendar{.began = *began, .steps = {}};
    for (const auto step : steps) { // a reference of the array's own kind
        const auto time = timeIn(step, calendar.last());
        if (!time)
            return damaged(path);
        calendar.steps.push_back(*time);
    }
    return std::optional(std::move(calendar));
}

Result<void> writeCalendar(const QString &path, const Calendar &calendar)
{
    QJsonArray steps;
    for (const qint64 step : calendar.steps)
        steps.append(step);
    const QJsonObject notes{{u"format"_s, format}, {u"began"_s, calendar.began}, {u"steps"_s, steps}};

    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(notes).toJson()) > 0 && file.commit();
    if (written)
        return {};
    return Error{.kind =
                     file.error() == QFileDevice::ResourceError ? ErrorKind::DiskFull : ErrorKind::ReadOnly,
                 .text = Tr::tr("The demo cannot write %1: %2").arg(path, file.errorString()),
                 .hint = Tr::tr("Choose a data folder you may write to."),
                 .url = {}};
}

} // namespace lockkeeper::demo
