// Makes a knowledge database of any size, to look into by hand or to measure with:
//   lockkeeper_make_knowledge FILE [ITEMS [SEED]]
#include "tests/bench/Knowledge.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lockkeeper;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv); // SQL drivers are plugins
    const QStringList arguments = QCoreApplication::arguments();
    bool items = true;
    bool seed = true;
    bench::KnowledgeSize size;
    if (arguments.size() > 2)
        size.items = arguments.at(2).toLongLong(&items);
    if (arguments.size() > 3)
        size.seed = arguments.at(3).toULongLong(&seed);
    if (arguments.size() < 2 || arguments.size() > 4 || !items || !seed || size.items < 1) {
        std::fputs("Usage: lockkeeper_make_knowledge FILE [ITEMS [SEED]]\n", stderr);
        return 2;
    }
    const Result<void> made = bench::makeKnowledge(
        arguments.at(1), size, [](const QString &text) { std::fputs(qPrintable(text + u'\n'), stderr); });
    if (!made) {
        std::fputs(qPrintable(made.error().text + u'\n'), stderr);
        return 1;
    }
    return 0;
}
