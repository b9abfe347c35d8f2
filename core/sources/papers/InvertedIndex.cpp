#include "sources/papers/InvertedIndex.h"

#include "sources/papers/PaperText.h"

#include <QJsonArray>

#include <algorithm>
#include <vector>

namespace lockkeeper::sources::papers {

namespace {
struct Place
{
    qint64 position = 0;
    qsizetype word = 0; // in the index's own order: what stands at one position keeps it
};
} // namespace

QString textOfIndex(const QJsonObject &index)
{
    std::vector<Place> places;
    std::vector<QString> words;
    for (auto entry = index.begin(); entry != index.end(); ++entry) {
        const auto word = static_cast<qsizetype>(words.size());
        words.push_back(entry.key());
        const QJsonArray positions = entry.value().toArray();
        for (const QJsonValue position : positions) {
            if (const qint64 number = position.toInteger(-1); number >= 0)
                places.push_back({number, word});
        }
    }
    std::sort(places.begin(), places.end(), [](const Place &a, const Place &b) {
        return a.position != b.position ? a.position < b.position : a.word < b.word;
    });
    QString text;
    for (const Place &place : places) {
        if (text.size() > looksAt)
            break;
        if (!text.isEmpty())
            text += u' ';
        text += words.at(static_cast<std::size_t>(place.word));
    }
    return text;
}

} // namespace lockkeeper::sources::papers
