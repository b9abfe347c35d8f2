// lockkeeper_bench: the figures of README.md, each with its target beside it.
#include "tests/bench/Benches.h"
#include "tests/bench/FirstPaint.h"
#include "tests/bench/MeasuredChild.h"
#include "tests/bench/Watchdog.h"

#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

namespace {
struct Named
{
    QString name;
    bench::Report (*run)(const bench::Options &);
};

void print(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

int usage(const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stderr);
    return 2;
}
} // namespace

int main(int argc, char *argv[])
{
    int exitCode = 0;
    if (bench::isMeasuringStart(argc, argv, exitCode))
        return exitCode;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // also of the processes that are started
    bench::TimedApplication application(argc, argv);
    const QList<Named> all = {{u"store"_s, bench::benchStore},     {u"contention"_s, bench::benchContention},
                              {u"window"_s, bench::benchWindow},   {u"lockview"_s, bench::benchLockView},
                              {u"sources"_s, bench::benchSources}, {u"docstrings"_s, bench::benchDocstrings},
                              {u"events"_s, bench::benchEvents},   {u"memory"_s, bench::benchMemory},
                              {u"backups"_s, bench::benchBackups}, {u"inspect"_s, bench::benchInspect}};

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Measures Lockkeeper: store, contention, window, lockview, sources, docstrings, events, memory, backups, inspect; all by default."_s);
    parser.addHelpOption();
    const QCommandLineOption quick(u"quick"_s, u"A second or two each: whether it works, not how fast."_s);
    const QCommandLineOption time(u"seconds"_s, u"Length of each run of contention (60)."_s, u"N"_s, u"60"_s);
    const QCommandLineOption knowledge(
        u"knowledge"_s, u"What inspect looks into, rather than a new database of a million items."_s,
        u"FILE"_s);
    QCommandLineOption firstPaint(u"first-paint"_s, u"Start as the window does; for the window's own use."_s,
                                  u"FOLDER"_s);
    firstPaint.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption started(u"started"_s, u"When the process was started, nanoseconds."_s, u"NS"_s);
    started.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({quick, time, knowledge, firstPaint, started});
    parser.addPositionalArgument(
        u"NAME"_s,
        u"store, contention, window, lockview, sources, docstrings, events, memory, backups, inspect"_s,
        u"[NAME…]"_s);
    parser.process(application);

    if (parser.isSet(firstPaint))
        return bench::runFirstPaint(application, parser.value(firstPaint),
                                    parser.value(started).toLongLong());

    bool ok = false;
    const int length = parser.value(time).toInt(&ok);
    if (!ok || length < 1)
        return usage(u"--seconds takes a whole number from 1."_s);
    QTemporaryDir folder;
    bench::Options options{.quick = parser.isSet(quick),
                           .contention = std::chrono::seconds(parser.isSet(quick) ? 1 : length),
                           .folder = folder.path(),
                           .knowledge = parser.value(knowledge)};
    const QStringList names = parser.positionalArguments();
    for (const QString &name : names) {
        if (std::none_of(all.cbegin(), all.cend(), [&](const Named &one) { return one.name == name; }))
            return usage(u"There is no benchmark “%1”."_s.arg(name));
    }
    bool good = true;
    for (const Named &one : all) {
        if (!names.isEmpty() && !names.contains(one.name))
            continue;
        bench::Report report = one.run(options);
        if (options.quick) { // no figure of so short a run says anything about a target
            for (bench::Figure &figure : report.figures) {
                figure.target.clear();
                figure.verdict = bench::Verdict::Plain;
            }
        }
        print(bench::asTable(report));
        good = good && report.failures.isEmpty();
    }
    return good ? 0 : 1;
}
