#include "community/KnownKeys.h"

#include "base/Nearest.h"
#include "community/Excerpt.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

constexpr std::array topRead{"id"_L1,        "name"_L1,        "description"_L1, "status"_L1,
                             "links"_L1,     "maintainers"_L1, "sync"_L1,        "github"_L1,
                             "citations"_L1, "discourse"_L1,   "docstrings"_L1,  "mailman"_L1};
constexpr std::array topPassedOver{"anthropic_api_key_env_var"_L1,
                                   "budget"_L1,
                                   "cors_origins"_L1,
                                   "default_model"_L1,
                                   "default_model_provider"_L1,
                                   "documentation"_L1,
                                   "enable_page_context"_L1,
                                   "extensions"_L1,
                                   "faq_generation"_L1,
                                   "model_instructions"_L1,
                                   "notebook"_L1,
                                   "openrouter_api_key_env_var"_L1,
                                   "public_feeds"_L1,
                                   "reasoning_effort"_L1,
                                   "runtime"_L1,
                                   "system_prompt"_L1,
                                   "widget"_L1};
constexpr std::array topNames{
    OtherName{"papers"_L1, "citations"_L1},     OtherName{"publications"_L1, "citations"_L1},
    OtherName{"openalex"_L1, "citations"_L1},   OtherName{"pubmed"_L1, "citations"_L1},
    OtherName{"forum"_L1, "discourse"_L1},      OtherName{"forums"_L1, "discourse"_L1},
    OtherName{"mailing_list"_L1, "mailman"_L1}, OtherName{"mailing_lists"_L1, "mailman"_L1},
    OtherName{"mailinglists"_L1, "mailman"_L1}, OtherName{"pipermail"_L1, "mailman"_L1},
    OtherName{"schedule"_L1, "sync"_L1},        OtherName{"repositories"_L1, "github"_L1},
    OtherName{"repos"_L1, "github"_L1},         OtherName{"faq"_L1, "faq_generation"_L1},
};

// `faq` is made by a language model, from what the other sources brought.
constexpr std::array kinds{"github"_L1,     "discourse"_L1, "papers"_L1,
                           "docstrings"_L1, "mailman"_L1,   "beps"_L1};
constexpr std::array kindsPassedOver{"faq"_L1};
constexpr std::array kindNames{OtherName{"citations"_L1, "papers"_L1}, OtherName{"forum"_L1, "discourse"_L1},
                               OtherName{"forums"_L1, "discourse"_L1},
                               OtherName{"mailing_lists"_L1, "mailman"_L1},
                               OtherName{"faq_generation"_L1, "faq"_L1}};

constexpr std::array cronRead{"cron"_L1};
constexpr std::array cronNames{OtherName{"schedule"_L1, "cron"_L1}};

constexpr std::array githubRead{"repos"_L1};
constexpr std::array repoNames{OtherName{"repositories"_L1, "repos"_L1},
                               OtherName{"repository"_L1, "repos"_L1}};

constexpr std::array citationRead{"queries"_L1, "dois"_L1};
constexpr std::array citationPassedOver{"live_search"_L1, "paper_labels"_L1, "aliases"_L1};
constexpr std::array citationNames{OtherName{"query"_L1, "queries"_L1}};

constexpr std::array forumRead{"url"_L1, "tags"_L1, "categories"_L1};
constexpr std::array forumNames{OtherName{"base_url"_L1, "url"_L1},
                                OtherName{"category"_L1, "categories"_L1}};

constexpr std::array categoryRead{"slug"_L1, "id"_L1};
constexpr std::array categoryNames{OtherName{"name"_L1, "slug"_L1}};

constexpr std::array docstringRead{"repos"_L1};

constexpr std::array docstringRepositoryRead{"repo"_L1, "branch"_L1, "languages"_L1};
constexpr std::array docstringRepositoryNames{OtherName{"repository"_L1, "repo"_L1},
                                              OtherName{"name"_L1, "repo"_L1},
                                              OtherName{"language"_L1, "languages"_L1}};

constexpr std::array mailingListRead{"list_name"_L1, "base_url"_L1, "display_name"_L1, "start_year"_L1};
constexpr std::array mailingListNames{
    OtherName{"name"_L1, "list_name"_L1}, OtherName{"url"_L1, "base_url"_L1},
    OtherName{"year"_L1, "start_year"_L1}, OtherName{"title"_L1, "display_name"_L1}};

QStringList texts(std::span<const QLatin1StringView> keys)
{
    return {keys.begin(), keys.end()};
}

QString meantBy(const QString &key, const KnownKeys &known)
{
    const QString folded = key.toLower().replace(u'-', u'_');
    const auto other = std::ranges::find(known.otherNames, folded, &OtherName::wrong);
    return other != known.otherNames.end() ? QString(other->right)
                                           : nearest(folded, texts(known.read) + texts(known.passedOver));
}
} // namespace

const KnownKeys &topKeys()
{
    static constexpr KnownKeys keys{topRead, topPassedOver, topNames};
    return keys;
}

const KnownKeys &scheduleKeys()
{
    static constexpr KnownKeys keys{kinds, kindsPassedOver, kindNames};
    return keys;
}

const KnownKeys &cronKeys()
{
    static constexpr KnownKeys keys{cronRead, {}, cronNames};
    return keys;
}

const KnownKeys &githubKeys()
{
    static constexpr KnownKeys keys{githubRead, {}, repoNames};
    return keys;
}

const KnownKeys &citationKeys()
{
    static constexpr KnownKeys keys{citationRead, citationPassedOver, citationNames};
    return keys;
}

const KnownKeys &forumKeys()
{
    static constexpr KnownKeys keys{forumRead, {}, forumNames};
    return keys;
}

const KnownKeys &categoryKeys()
{
    static constexpr KnownKeys keys{categoryRead, {}, categoryNames};
    return keys;
}

const KnownKeys &docstringKeys()
{
    static constexpr KnownKeys keys{docstringRead, {}, repoNames};
    return keys;
}

const KnownKeys &docstringRepositoryKeys()
{
    static constexpr KnownKeys keys{docstringRepositoryRead, {}, docstringRepositoryNames};
    return keys;
}

const KnownKeys &mailingListKeys()
{
    static constexpr KnownKeys keys{mailingListRead, {}, mailingListNames};
    return keys;
}

void warnOfUnknownKeys(Reader &reader, const Fields &fields, const KnownKeys &known)
{
    const auto isIn = [](std::span<const QLatin1StringView> keys, const QString &name) {
        return std::ranges::find(keys, name) != keys.end();
    };
    for (const Field &field : fields.all) {
        // A key of somebody's own that holds what aliases repeat elsewhere is read there.
        if (isIn(known.read, field.name) || isIn(known.passedOver, field.name) || field.value.node->aliased)
            continue;
        const QString meant = meantBy(field.name, known);
        Value key = field.value;
        key.mark = field.keyMark;
        reader.warning(key, Tr::tr("This key is not known, so what it holds is not read."),
                       meant.isEmpty() ? Tr::tr("Known here: %1.").arg(texts(known.read).join(u", "_s))
                                       : Tr::tr("Did you mean %1?").arg(quoted(meant)));
    }
}

} // namespace lockkeeper::community
