#include "sources/beps/BepList.h"

#include "base/Text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <yaml-cpp/yaml.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::beps {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::beps)
};

constexpr qsizetype titleLimit = 1024;
constexpr qsizetype mostLeads = 200;
constexpr qsizetype nameLimit = 200; // of one
constexpr qsizetype addressLimit = 2048;

// The member's text, trimmed; empty where there is none or it is a list or a map.
QString text(const YAML::Node &map, const char *name)
{
    if (!map.IsMap())
        return {};
    const YAML::Node value = map[name];
    return value && value.IsScalar() ? cleaned(QString::fromStdString(value.Scalar())).simplified()
                                     : QString();
}

// Null where it is no web address.
QString link(const YAML::Node &map, const char *name)
{
    const QString address = text(map, name);
    const QUrl url(address, QUrl::StrictMode);
    const bool isWeb =
        url.isValid() && !url.host().isEmpty() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    return isWeb && address.size() <= addressLimit ? address : QString();
}

// A JSON array of names; null where there is none.
QString leadsOf(const YAML::Node &entry)
{
    const YAML::Node leads = entry["leads"];
    QJsonArray names;
    if (leads && leads.IsSequence()) {
        for (const YAML::Node &lead : leads) {
            const QString whole =
                lead.IsScalar() ? cleaned(QString::fromStdString(lead.Scalar())) : text(lead, "name");
            const QString name =
                (text(lead, "given-names") + u' ' + text(lead, "family-names") + u' ' + whole).simplified();
            if (!name.isEmpty() && names.size() < mostLeads)
                names.append(cutTo(name, nameLimit));
        }
    }
    return names.isEmpty() ? QString()
                           : QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

// "4", "004" -> "004"; empty for anything else.
QString paddedNumber(const QString &number)
{
    static const QRegularExpression form(u"\\A\\d{1,6}\\z"_s);
    return form.match(number).hasMatch() ? number.rightJustified(3, u'0') : QString();
}

void readEntry(const YAML::Node &node, qsizetype place, BepList &list, QSet<QString> &numbers)
{
    const auto malformed = [&](const QString &key, const QString &reason) {
        list.malformed.push_back({.key = key, .reason = reason});
    };
    const QString fallbackKey = u"entry %1"_s.arg(place + 1);
    const QString number = paddedNumber(text(node, "number"));
    if (number.isEmpty()) {
        list.numbersKnown = false;
        malformed(fallbackKey, Tr::tr("entry %1 of beps.yml has no number").arg(place + 1));
    } else if (numbers.contains(number)) {
        malformed(fallbackKey, Tr::tr("entry %1 of beps.yml is BEP %2 once more").arg(place + 1).arg(number));
    } else {
        numbers.insert(number);
        BepEntry entry;
        entry.row.number = number;
        entry.row.title = cutTo(text(node, "title"), titleLimit);
        if (entry.row.title.isEmpty()) {
            malformed(number, Tr::tr("BEP %1 has no title").arg(number));
            return;
        }
        entry.row.pullRequestUrl = link(node, "pull_request");
        entry.row.htmlPreviewUrl = link(node, "html_preview");
        entry.row.googleDocUrl = link(node, "google_doc");
        entry.row.leads = leadsOf(node);
        entry.asks = asksAbout(entry.row);
        list.entries.push_back(std::move(entry));
    }
}
} // namespace

bool asksAbout(store::BepItem &row)
{
    static const QRegularExpression form(u"\\Ahttps?://[^/]+/([^/]+/[^/]+)/pull/(\\d{1,9})(?:[/?#].*)?\\z"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(row.pullRequestUrl);
    if (!match.hasMatch())
        return false;
    row.pullRequestNumber = match.captured(2).toLongLong();
    return match.captured(1).compare("bids-standard/bids-specification"_L1, Qt::CaseInsensitive) == 0;
}

BepList readBepList(const QByteArray &yaml)
{
    BepList list;
    try {
        const YAML::Node root = YAML::Load(yaml.toStdString());
        if (!root.IsSequence() || root.size() == 0) {
            list.problem = Tr::tr("a list of proposals was expected");
            return list;
        }
        QSet<QString> numbers;
        qsizetype place = 0;
        for (const YAML::Node &node : root)
            readEntry(node, place++, list, numbers);
    } catch (const YAML::Exception &error) {
        return {.entries = {},
                .malformed = {},
                .numbersKnown = false,
                .problem = Tr::tr("the YAML is broken in line %1 (%2)")
                               .arg(error.mark.line + 1)
                               .arg(cutTo(cleaned(QString::fromStdString(error.msg)), nameLimit))};
    }
    std::sort(list.entries.begin(), list.entries.end(),
              [](const BepEntry &a, const BepEntry &b) { return a.row.number < b.row.number; });
    return list;
}

} // namespace lockkeeper::sources::beps
