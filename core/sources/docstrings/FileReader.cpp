#include "sources/docstrings/FileReader.h"

#include "base/Text.h"
#include "text/matlab/MatlabHelp.h"
#include "text/python/PythonDocstrings.h"

#include <QThreadPool>
#include <QtConcurrentMap>

#include <iterator>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
constexpr qsizetype textLimit = 10'000; // characters; KNOWLEDGE_DB, "Size limits on text"
constexpr qsizetype nameLimit = 1000;

// "signal" of "tools/signal.m".
QString stemOf(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return name.left(name.lastIndexOf(u'.'));
}

// A package is named for its folder; at the top of a repository, for that.
QString moduleOf(const QString &path, const QString &repository)
{
    const QString stem = stemOf(path);
    if (stem != "__init__"_L1)
        return stem;
    return path.contains(u'/') ? path.section(u'/', -2, -2) : repository.section(u'/', -1);
}

void addRows(FileSymbols &result, const std::vector<text::Symbol> &symbols, const Origin &origin)
{
    for (const text::Symbol &symbol : symbols) {
        store::Docstring row{.repo = origin.repository,
                             .filePath = result.path,
                             .symbolName = cutTo(cleaned(symbol.name), nameLimit),
                             .language = origin.language,
                             .symbolType = symbol.type,
                             .text = cutTo(cleaned(symbol.text), textLimit),
                             .line = symbol.line,
                             .branch = origin.branch};
        if (!row.symbolName.isEmpty() && !row.text.isEmpty())
            result.rows.push_back(std::move(row));
    }
}

void skip(FileSymbols &result, const QString &reason)
{
    result.complete = false;
    result.skipped = store::SkippedItem{.key = result.path, .reason = result.path + u": "_s + reason};
}
} // namespace

bool isKnownLanguage(const QString &language)
{
    return language == "matlab"_L1 || language == "python"_L1;
}

QString languageOf(const QString &path)
{
    if (path.endsWith(".py"_L1))
        return u"python"_s;
    return path.endsWith(".m"_L1) ? u"matlab"_s : QString();
}

FileSymbols readFile(const SourceFile &file, const Origin &origin, std::chrono::microseconds patience)
{
    FileSymbols result{.path = file.path, .rows = {}, .skipped = {}};
    if (origin.language == "matlab"_L1) {
        // Nothing: another language's file, which has no MATLAB symbols for certain.
        if (const auto symbols = text::readMatlab(file.bytes, stemOf(file.path)))
            addRows(result, *symbols, origin);
        return result;
    }
    const Result<text::PythonFile> python =
        text::readPython(file.bytes, moduleOf(file.path, origin.repository), patience);
    if (!python) {
        result.outOfTime = python.error().kind == ErrorKind::Timeout;
        skip(result, python.error().text);
        return result;
    }
    addRows(result, python->symbols, origin);
    result.complete = !python->damaged;
    if (!python->unread.isEmpty())
        skip(result, python->unread);
    return result;
}

Result<std::vector<FileSymbols>> readFiles(const std::vector<SourceFile> &files, const Origin &origin,
                                           std::chrono::microseconds patience, QThreadPool &pool,
                                           const std::stop_token &stop)
{
    const auto read = [&origin, patience, &stop](const SourceFile &file) {
        return stop.stop_requested() ? FileSymbols{} : readFile(file, origin, patience);
    };
    // Not blockingMapped(): the caller would work as well, one thread more for every job than there are
    // cores.
    QFuture<FileSymbols> future = QtConcurrent::mapped(&pool, files.cbegin(), files.cend(), read);
    future.waitForFinished();
    if (stop.stop_requested())
        return cancelledError();
    std::vector<FileSymbols> symbols;
    symbols.reserve(files.size());
    for (qsizetype i = 0; i < static_cast<qsizetype>(files.size()); ++i)
        symbols.push_back(future.resultAt(static_cast<int>(i)));
    return symbols;
}

} // namespace lockkeeper::sources::docstrings
