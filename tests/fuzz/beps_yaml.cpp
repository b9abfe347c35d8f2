// beps.yml: whatever comes, the rows are fit for the database, each number once.
#include "base/Text.h"
#include "sources/beps/BepCursor.h"
#include "sources/beps/BepList.h"
#include "store/Skipped.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <cstddef>
#include <cstdint>

using namespace lockkeeper;
using namespace lockkeeper::sources::beps;

namespace {
void must(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void mustFit(const QString &text, qsizetype characters)
{
    must(cleaned(text) == text && cutTo(text, characters) == text);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const BepCursor cursor = BepCursor::fromText(QString::fromUtf8(bytes));
    must(BepCursor::fromText(cursor.toText()) == cursor);
    const BepList list = readBepList(bytes);
    must(list.problem.isEmpty() || (list.entries.empty() && list.malformed.empty()));
    mustFit(list.problem, 1000);
    QSet<QString> numbers;
    for (const BepEntry &entry : list.entries) {
        must(entry.row.number.size() >= 3 && entry.row.number.size() <= 6 && !entry.row.title.isEmpty());
        must(!numbers.contains(entry.row.number));
        numbers.insert(entry.row.number);
        mustFit(entry.row.title, 1024);
        for (const QString &url :
             {entry.row.pullRequestUrl, entry.row.htmlPreviewUrl, entry.row.googleDocUrl}) {
            mustFit(url, 2048);
            must(url.isNull() || url.startsWith(QLatin1StringView("http"), Qt::CaseInsensitive));
        }
        must(!entry.asks || entry.row.pullRequestNumber.value_or(-1) >= 0);
        if (!entry.row.leads.isNull()) {
            const QJsonArray leads = QJsonDocument::fromJson(entry.row.leads.toUtf8()).array();
            must(!leads.isEmpty() && leads.size() <= 200);
            mustFit(entry.row.leads, 100'000);
        }
    }
    for (const store::SkippedItem &item : list.malformed)
        must(!item.key.isEmpty() && !item.reason.isEmpty() && store::bounded(item) == item);
    return 0;
}
