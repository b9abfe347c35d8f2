#include "sources/docstrings/FileReader.h"
#include "tests/bench/Benches.h"
#include "text/python/PythonDocstrings.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QThreadPool>

#include <ctime>

using namespace Qt::StringLiterals;

namespace lockkeeper::bench {

namespace {
using sources::docstrings::FileSymbols;
using sources::docstrings::SourceFile;

constexpr int threads = 2;
constexpr double perMegabyte = 1e-6;

struct Took
{
    double wall = 0; // seconds
    double cpu = 0;  // of all threads
    qint64 found = 0;
    qint64 refused = 0; // by CPython
};

double processCpu()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return seconds(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

// The machine's Python library, as far as we would read it.
QStringList libraryFiles()
{
    QStringList paths;
    const QDir libraries(u"/usr/lib"_s);
    for (const QString &name : libraries.entryList({u"python3*"_s}, QDir::Dirs)) {
        QDirIterator files(libraries.filePath(name), {u"*.py"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (files.fileInfo().size() <= sources::docstrings::largestFile && !path.contains(u'\n'))
                paths.append(path);
        }
    }
    paths.sort();
    return paths;
}

class DocstringsBench final
{
public:
    explicit DocstringsBench(const Options &options)
        : m_options(options)
        , m_paths(libraryFiles())
    {
        constexpr qsizetype quickFiles = 60;
        if (options.quick)
            m_paths = m_paths.mid(0, quickFiles);
        for (const QString &path : std::as_const(m_paths))
            m_bytes += QFile(path).size();
        m_pool.setMaxThreadCount(threads);
    }

    Report run();

private:
    Took ours();
    Took theirs();
    void expect(bool holds, const QString &failure)
    {
        if (!holds && !m_failures.contains(failure))
            m_failures.append(failure);
    }

    const Options &m_options;
    QStringList m_paths;
    qint64 m_bytes = 0;
    QThreadPool m_pool;
    QStringList m_failures;
};

Took DocstringsBench::ours()
{
    const double cpu = processCpu();
    const auto begun = std::chrono::steady_clock::now();
    std::vector<SourceFile> files;
    for (const QString &path : std::as_const(m_paths)) {
        QFile file(path);
        expect(file.open(QIODevice::ReadOnly), u"A file of the library could not be opened."_s);
        files.push_back({.path = path, .bytes = file.readAll()});
    }
    const Result<std::vector<FileSymbols>> symbols =
        readFiles(files, {.repository = u"python/library"_s, .branch = u"main"_s, .language = u"python"_s},
                  text::longestParse, m_pool, {});
    Took took{.wall = seconds(std::chrono::steady_clock::now() - begun), .cpu = processCpu() - cpu};
    expect(symbols.ok(), u"The library was not read to its end."_s);
    for (const FileSymbols &file : symbols ? *symbols : std::vector<FileSymbols>{})
        took.found += static_cast<qint64>(file.rows.size());
    return took;
}

Took DocstringsBench::theirs()
{
    QProcess python;
    python.start(u"python3"_s, {QStringLiteral(LOCKKEEPER_AST_DOCSTRINGS)});
    python.write(m_paths.join(u'\n').toLocal8Bit());
    python.closeWriteChannel();
    constexpr int patience = 300'000; // milliseconds
    const bool ended = python.waitForFinished(patience) && python.exitCode() == 0;
    expect(ended, u"python3 failed: "_s + QString::fromLocal8Bit(python.readAllStandardError()));
    const QJsonObject answer = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
    return {.wall = answer.value("seconds"_L1).toDouble(),
            .cpu = answer.value("cpu"_L1).toDouble(),
            .found = answer.value("found"_L1).toInteger(),
            .refused = answer.value("refused"_L1).toInteger()};
}

Report DocstringsBench::run()
{
    const int rounds = m_options.quick ? 1 : 7;
    std::vector<double> ourSpeed;
    std::vector<double> theirSpeed;
    std::vector<double> wall;
    std::vector<double> cpu;
    expect(!m_paths.isEmpty(), u"There is no Python library in /usr/lib."_s);
    qint64 found = 0;
    for (int i = 0; i < rounds && !m_paths.isEmpty(); ++i) {
        Took our;
        Took their;
        if (i % 2 == 0) // whoever comes first in one round comes last in the next
            our = ours();
        their = theirs();
        if (i % 2 == 1)
            our = ours();
        found = our.found;
        expect(our.found == their.found || their.refused > 0, u"Docstrings are missing, or too many."_s);
        const double megabytes = static_cast<double>(m_bytes) * perMegabyte;
        ourSpeed.push_back(megabytes / our.wall);
        theirSpeed.push_back(megabytes / their.wall);
        wall.push_back(their.wall / our.wall);
        cpu.push_back(their.cpu / our.cpu);
    }
    return {
        .title =
            u"Docstrings: %1 files of the machine's Python library, %2 MB, %3 docstrings; median of %4 rounds (least … most)"_s
                .arg(m_paths.size())
                .arg(static_cast<double>(m_bytes) * perMegabyte, 0, 'f', 1)
                .arg(found)
                .arg(rounds),
        .figures = {{u"CPython: ast.parse and ast.get_docstring, MB/s"_s,
                     withSpread(spreadOf(theirSpeed), 2)},
                    {u"readFiles(), two threads, MB/s"_s, withSpread(spreadOf(ourSpeed), 2)},
                    atLeast(u"two threads : CPython"_s, spreadOf(wall), 1.5),
                    {u"one thread : CPython, by CPU time"_s, withSpread(spreadOf(cpu), 2)}},
        .failures = m_failures};
}
} // namespace

Report benchDocstrings(const Options &options)
{
    return DocstringsBench(options).run();
}

} // namespace lockkeeper::bench
