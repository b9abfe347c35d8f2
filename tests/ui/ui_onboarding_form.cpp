// A new community's draft without a window: what steps write to it, what it proposes, and that it comes back
// as it was.
#include "community/CommunityCheck.h"
#include "community/ConfigText.h"
#include "community/Loader.h"
#include "resources/Translations.h"
#include "ui/onboarding/FormIssues.h"
#include "ui/onboarding/LineDiff.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::ui;

namespace {
Entry entryOf(EntryKind kind, const QString &text)
{
    Entry entry;
    entry.kind = kind;
    entry.text = text;
    return entry;
}

void fill(OnboardingForm &form)
{
    form.setName(u"Deep Reef"_s);
    form.setDescription(u"Sounds of: the sea"_s);
    form.setHomepage(u"https://reef.example"_s);
    for (const auto &[kind, text] :
         {std::pair{EntryKind::Repository, u"https://github.com/reef/buoy/issues"_s},
          std::pair{EntryKind::Forum, u"forum.reef.example/"_s},
          std::pair{EntryKind::Query, u" deep  reef "_s},
          std::pair{EntryKind::Doi, u"https://doi.org/10.5555/reef"_s},
          std::pair{EntryKind::List, u"https://lists.reef.example/pipermail/reef-users"_s}})
        QVERIFY(form.add(entryOf(kind, text)));
    Entry docstrings = entryOf(EntryKind::Docstrings, u"reef/buoy"_s);
    docstrings.branch = u"devel"_s;
    docstrings.languages = {u"python"_s};
    QVERIFY(form.add(docstrings));
    Entry forum = form.entries(EntryKind::Forum).constFirst();
    forum.tags = {u"buoys"_s};
    forum.categories = {{.slug = u"at-sea"_s, .id = 7}};
    form.replace(EntryKind::Forum, 0, forum);
    Entry list = form.entries(EntryKind::List).constFirst();
    list.startYear = 2019;
    form.replace(EntryKind::List, 0, list);
}
} // namespace

class UiOnboardingForm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(resources::installTranslations(*QCoreApplication::instance())); }

    void theNameProposesAnIdUntilOneIsChosen()
    {
        OnboardingForm form;
        form.setTaken({u"deep-reef"_s});
        form.setName(u"Deep Reef"_s);
        QCOMPARE(form.draft().community.id, u"deep-reef-2"_s);
        form.setId(u"reef"_s);
        form.setName(u"Deeper Reef"_s);
        QCOMPARE(form.draft().community.id, u"reef"_s);
        form.setId({});
        form.setName(u"Deepest Reef"_s);
        QCOMPARE(form.draft().community.id, u"deepest-reef"_s);
        form.setTaken({u"deepest-reef"_s}); // known only now
        QCOMPARE(form.draft().community.id, u"deepest-reef-2"_s);
    }

    void docstringsOfNoChosenLanguageAreOfBoth()
    {
        OnboardingForm form;
        form.setName(u"Deep Reef"_s);
        const Result<Entry> added = form.add(entryOf(EntryKind::Docstrings, u"reef/buoy"_s));
        QVERIFY(added);
        QCOMPARE(entryTitle(*added), u"reef/buoy"_s);
        const QByteArray file = community::newConfig(form.community());
        QVERIFY2(file.contains("languages: [matlab, python]"), file.constData());
    }

    void whatIsThereAlreadyIsKnown()
    {
        OnboardingForm form;
        form.setTaken({u"reef"_s, u"kelp"_s, u"notes"_s});
        form.setCommunities({{u"reef"_s, {}}, {u"kelp"_s, u"https://www.kelp.example/"_s}});
        const auto warned = [&form] {
            const LiveChecks checks;
            const QList<FormIssue> issues = formIssues(form, checks);
            return std::ranges::any_of(issues, [](const FormIssue &issue) {
                return issue.step == Step::Name && !issue.isError && issue.text.contains(u"already"_s);
            });
        };
        form.setName(u"Notes"_s);
        QCOMPARE(form.isThere(), QString()); // a folder that is no community
        form.setName(u"Reef"_s);
        QCOMPARE(form.draft().community.id, u"reef-2"_s);
        QCOMPARE(form.isThere(), u"reef"_s);
        QVERIFY(warned());
        form.setName(u"Forests"_s);
        QCOMPARE(form.isThere(), QString());
        form.setHomepage(u"http://kelp.example"_s);
        QCOMPARE(form.isThere(), u"kelp"_s);
        QVERIFY(warned());
    }

    void linesThatDiffer()
    {
        using Kind = DiffLine::Kind;
        QVERIFY(lineDiff(u"a\nb"_s, u"a\nb"_s).isEmpty());
        const QList<DiffLine> lines = lineDiff(u"1\n2\n3\n4\n5\nold\n6"_s, u"1\n2\n3\n4\n5\nnew\n6\n7"_s, 1);
        const QList<DiffLine> wanted{{Kind::Skipped, {}},     {Kind::Same, u"5"_s}, {Kind::Removed, u"old"_s},
                                     {Kind::Added, u"new"_s}, {Kind::Same, u"6"_s}, {Kind::Added, u"7"_s}};
        QCOMPARE(lines, wanted);
    }

    void whatIsPastedIsKeptAsAConfigurationHasIt()
    {
        OnboardingForm form;
        fill(form);
        QCOMPARE(form.entries(EntryKind::Repository).constFirst().text, u"reef/buoy"_s);
        QCOMPARE(form.entries(EntryKind::Forum).constFirst().text, u"https://forum.reef.example"_s);
        QCOMPARE(form.entries(EntryKind::Query).constFirst().text, u"deep reef"_s);
        QCOMPARE(form.entries(EntryKind::Doi).constFirst().text, u"10.5555/reef"_s);
        const Entry list = form.entries(EntryKind::List).constFirst();
        QCOMPARE(list.text, u"https://lists.reef.example/pipermail/reef-users/"_s);
        QCOMPARE(list.name, u"reef-users"_s);
    }

    void whatCannotBeIsRefusedAndNothingTwice()
    {
        OnboardingForm form;
        fill(form);
        const QSignalSpy changes(&form, &OnboardingForm::changed);
        for (const auto &[kind, text] :
             {std::pair{EntryKind::Repository, u"no repository"_s},
              std::pair{EntryKind::Repository, u"reef/buoy"_s},
              std::pair{EntryKind::Forum, u"ftp://forum.example"_s}, std::pair{EntryKind::Query, u"  "_s},
              std::pair{EntryKind::Doi, u"reef"_s},
              std::pair{EntryKind::List, u"https://lists.example/?a=b"_s}}) {
            const Result<Entry> added = form.add(entryOf(kind, text));
            QVERIFY2(!added, qPrintable(text));
            QVERIFY(!added.error().text.isEmpty());
        }
        QCOMPARE(changes.count(), 0);
    }

    void aDraftComesBackAsItWas()
    {
        OnboardingForm form;
        QVERIFY(form.isEmpty());
        fill(form);
        form.setCron(u"github"_s, u"15 1 * * *"_s);
        form.setCron(u"papers"_s, {});
        form.setPending(EntryKind::Doi, u"10.5"_s);
        form.setPasted(u"reef"_s);
        form.setStep(Step::Papers);
        form.setStartSync(false);
        OnboardingForm other;
        QVERIFY(other.restore(form.toJson()));
        QCOMPARE(other.draft().community, form.draft().community);
        QCOMPARE(other.community(), form.community());
        QCOMPARE(other.draft().pending, form.draft().pending);
        QCOMPARE(other.draft().pasted, u"reef"_s);
        QCOMPARE(other.draft().step, static_cast<int>(Step::Papers));
        QVERIFY(!other.draft().startSync);
        QVERIFY(!other.draft().idIsOwn);
        QCOMPARE(other.toJson(), form.toJson());
        QVERIFY(!other.restore("no draft"));
        QVERIFY(!other.restore("{}"));
        QCOMPARE(other.toJson(), form.toJson()); // nothing has changed
    }

    void schedulesAreProposedForWhatThereIs()
    {
        OnboardingForm form;
        QCOMPARE(form.cron(u"github"_s), QString());
        fill(form);
        QVERIFY(!form.cron(u"github"_s).isEmpty());
        form.setCron(u"github"_s, {});
        QCOMPARE(form.community().sync.contains(u"github"_s), false);
        form.setCron(u"mailman"_s, u"0  6 * *  2"_s);
        QCOMPARE(form.community().sync.value(u"mailman"_s), u"0 6 * * 2"_s);
        form.remove(EntryKind::List, 0);
        QVERIFY(!form.community().sync.contains(u"mailman"_s)); // nothing to schedule
    }

    void itsConfigurationLoadsBack()
    {
        OnboardingForm form;
        fill(form);
        const Result<community::Community> checked = community::checkedCommunity(form.community());
        QVERIFY(checked.ok());
        const community::LoadedCommunity loaded =
            community::loadText(community::newConfig(*checked), checked->id);
        QVERIFY(loaded.community.has_value());
        QCOMPARE(*loaded.community, *checked);
    }

    void errorsAndWarningsKnowTheirPlace()
    {
        OnboardingForm form;
        const LiveChecks checks;
        const auto errorsAt = [&](Step step) {
            const QList<FormIssue> issues = formIssues(form, checks);
            return std::ranges::count_if(
                issues, [step](const FormIssue &issue) { return issue.isError && issue.step == step; });
        };
        QCOMPARE(errorsAt(Step::Name), 1); // no name
        fill(form);
        QVERIFY(formIssues(form, checks).isEmpty()); // what nobody could check is no error
        form.setId(u"Deep Reef!"_s);
        QCOMPARE(errorsAt(Step::Name), 1);
        form.setId(u"reef"_s);
        form.setTaken({u"reef"_s});
        QCOMPARE(errorsAt(Step::Name), 1);
        form.setId(u"reef-2"_s);
        form.setCron(u"github"_s, u"every day"_s);
        QCOMPARE(errorsAt(Step::Schedule), 1);
        form.setPending(EntryKind::Doi, u"10.5"_s);
        QCOMPARE(errorsAt(Step::Papers), 1);
        const QList<FormIssue> issues = formIssues(form, checks);
        QCOMPARE(stepLook(Step::Papers, form, checks, issues).words, u"1 error"_s);
        QCOMPARE(stepLook(Step::Forum, form, checks, issues).words, u"1 entry"_s);
        form.remove(EntryKind::Forum, 0);
        QCOMPARE(stepLook(Step::Forum, form, checks, issues).words, u"nothing yet"_s);
    }
};

QTEST_GUILESS_MAIN(UiOnboardingForm)
#include "ui_onboarding_form.moc"
