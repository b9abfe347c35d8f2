#include "health/Rehearsal.h"

#include "health/Contest.h"
#include "health/CopyFolder.h"
#include "health/Workload.h"
#include "store/Database.h"
#include "store/DatabaseCopy.h"
#include "store/DiskFiles.h"
#include "store/ItemTexts.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::health {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::health)
};

constexpr qint64 maxSamples = 200; // enough for their lengths to be like all

static_assert(rowsPerTransaction == store::rowsPerBatch);

// What writers may add, generously: at 20 MiB a second a disk would be busy with nothing else.
constexpr qint64 growthASecond = 20 * 1024 * 1024;
constexpr qint64 growthAtLeast = 32 * 1024 * 1024;

constexpr double copyingPart = 0.1; // of the whole, as a progress bar shows it
constexpr double regimePart = 0.3;
constexpr double preparingPart = 0.06; // of it

constexpr auto schemaPatience = std::chrono::seconds(5); // nobody else knows of the copy

// The first copy, with the schema as of today, in one file without a WAL.
Result<void> prepareFirstCopy(const QString &copy, const std::stop_token &stop)
{
    {
        const Result<std::shared_ptr<store::Database>> opened =
            store::Database::open(copy, schemaPatience, nullptr, stop);
        if (!opened)
            return opened.error();
    }
    return setJournalMode(copy, u"delete"_s);
}

class Run final
{
public:
    Run(const RehearsalOptions &options, const ProgressListener &progress, const std::stop_token &stop,
        const CopyFolder &folder)
        : m_options(options)
        , m_progress(progress)
        , m_stop(stop)
        , m_first(folder.file(u"first.db"_s))
        , m_contested(folder.file(u"contested.db"_s))
    {
    }

    Result<RehearsalReport> operator()(sqlite3 *original, RehearsalReport report)
    {
        tell({.phase = RehearsalProgress::Phase::Copying, .done = 0});
        Result<void> done = store::copyDatabase(
            original, report.path, m_first, {},
            [this](double part) {
                tell({.phase = RehearsalProgress::Phase::Copying, .done = part * copyingPart});
            },
            m_stop);
        if (done)
            done = prepareFirstCopy(m_first, m_stop);
        if (done)
            done = store::syncFile(m_first);
        if (!done)
            return done.error();
        report.bytes = store::fileSizes(m_first).database;

        Result<std::vector<store::ItemText>> samples = store::readItemTexts(m_first, maxSamples);
        if (!samples)
            return samples.error();
        report.sampleRows = static_cast<qint64>(samples->size());
        if (samples->empty())
            *samples = ownSamples();
        for (const Regime regime : regimes) {
            const Result<RegimeFigures> figures = contest(regime, *samples);
            if (!figures)
                return figures.error();
            report.regimes.append(*figures);
        }
        return report;
    }

    // Errors tell of a copy as what it is: its path means nothing once it is gone.
    [[nodiscard]] Error named(Error error, const QString &original) const
    {
        const QString copy = Tr::tr("the copy of %1").arg(original);
        for (const QString &path : {m_first, m_contested})
            error.text.replace(path, copy);
        if (!error.text.isEmpty())
            error.text[0] = error.text.at(0).toUpper();
        return error;
    }

private:
    // On a fresh copy each: the last one would write into a larger file than the first.
    Result<RegimeFigures> contest(Regime regime, const std::vector<store::ItemText> &samples)
    {
        const double base = copyingPart + regimePart * static_cast<int>(regime);
        RehearsalProgress progress{
            .phase = RehearsalProgress::Phase::Preparing, .regime = regime, .done = base};
        tell(progress);
        const Result<store::Handle> first = store::openOriginal(m_first);
        if (!first)
            return first.error();
        const Result<void> copied = store::copyDatabase(
            first->get(), m_first, m_contested, {.beside = store::CopyBeside::Others},
            [&](double part) {
                progress.done = base + part * preparingPart;
                tell(progress);
            },
            m_stop);
        if (!copied)
            return copied.error();
        // What is left to be written out would be paid for by the first transactions.
        if (const Result<void> kept = store::syncFile(m_contested); !kept)
            return kept.error();
        progress.phase = RehearsalProgress::Phase::Writing;
        Result<RegimeFigures> figures = hold(
            {.path = m_contested, .regime = regime, .options = m_options, .samples = samples},
            [&](double part) {
                progress.done = base + preparingPart + part * (regimePart - preparingPart);
                tell(progress);
            },
            m_stop);
        for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
            QFile::remove(m_contested + suffix); // every connection of it is closed
        return figures;
    }

    void tell(const RehearsalProgress &progress) const
    {
        if (m_progress)
            m_progress(progress);
    }

    RehearsalOptions m_options;
    const ProgressListener &m_progress;
    std::stop_token m_stop;
    QString m_first;
    QString m_contested;
};
} // namespace

qint64 RegimeFigures::transactions() const
{
    qint64 sum = 0;
    for (const WriterFigures &writer : writers)
        sum += writer.transactions;
    return sum;
}

qint64 RegimeFigures::rows() const
{
    qint64 sum = 0;
    for (const WriterFigures &writer : writers)
        sum += writer.rows;
    return sum;
}

qint64 RegimeFigures::lockErrors() const
{
    qint64 sum = 0;
    for (const WriterFigures &writer : writers)
        sum += writer.lockErrors;
    return sum;
}

double RegimeFigures::rowsPerSecond() const
{
    return seconds > 0 ? static_cast<double>(rows()) / seconds : 0;
}

double RegimeFigures::share(int writer) const
{
    const qint64 all = rows();
    return all > 0 ? static_cast<double>(writers.at(writer).rows) / static_cast<double>(all) : 0;
}

Result<RehearsalReport> rehearse(const QString &path, const RehearsalOptions &options,
                                 const ProgressListener &progress, const std::stop_token &stop)
{
    RehearsalOptions bounded;
    bounded.writers = std::clamp(options.writers, 1, maxWriters);
    bounded.eachRegime = std::clamp(options.eachRegime, shortestContest, longestContest);
    if (!QFileInfo(path).isFile()) {
        return Error{.kind = ErrorKind::Config,
                     .text = Tr::tr("There is no database %1 yet.").arg(path),
                     .hint = Tr::tr("The first sync makes it."),
                     .url = {}};
    }
    const Result<store::Handle> original = store::openOriginal(path);
    if (!original)
        return original.error();
    const Result<QString> mode = store::journalModeOf(original->get(), path, {}, stop);
    if (!mode)
        return mode.error();

    const store::FileSizes sizes = store::fileSizes(path);
    const qint64 growth = std::max(growthAtLeast, growthASecond * (bounded.eachRegime.count() / 1000));
    const Result<std::unique_ptr<CopyFolder>> folder =
        CopyFolder::make(path, 2 * (sizes.database + sizes.wal) + growth);
    if (!folder)
        return folder.error();

    RehearsalReport report;
    report.path = path;
    report.journalMode = *mode;
    report.writers = bounded.writers;
    report.eachRegime = bounded.eachRegime;
    Run run(bounded, progress, stop, **folder);
    Result<RehearsalReport> result = run(original->get(), std::move(report));
    if (!result)
        return stop.stop_requested() ? cancelledError() : run.named(result.error(), path);
    return result;
}

} // namespace lockkeeper::health
