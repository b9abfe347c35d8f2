// Thousands of random changes, the same in every run: what comes of each says exactly what it shall, and no
// line of another section is touched.
#include "EditFiles.h"

#include "community/ConfigEdit.h"
#include "community/YamlSource.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using namespace lockkeeper::community;

class TestConfigEditRandom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anything_data();
    void anything();
    void thereAndBack_data() { anything_data(); }
    void thereAndBack();

private:
    QRandomGenerator m_random;
    QSet<QString> m_sections; // that were changed

    int below(qsizetype limit) { return m_random.bounded(static_cast<int>(limit)); }
    QString word()
    {
        static const QStringList words{u"alpha"_s, u"beta: two"_s, u"#3"_s,  u"12"_s,   u"[x]"_s, u"it's"_s,
                                       u"\"q\""_s, u"Zoë 🦀"_s, u"yes"_s, u"a, b"_s, u"- d"_s, u"e\\f"_s};
        return words.at(below(words.size())) + QString::number(below(1000));
    }
    QString repository() { return u"new/repo.%1"_s.arg(below(100000)); }

    // Removes, adds, or moves one.
    template <typename Item, typename Make>
    void change(QList<Item> &items, Make make)
    {
        const int what = below(4);
        if (what == 0 && !items.isEmpty())
            items.removeAt(below(items.size()));
        else if (what == 1 && items.size() > 1)
            items.move(below(items.size()), below(items.size()));
        else if (what == 2 && !items.isEmpty())
            items[below(items.size())] = make();
        else
            items.insert(below(items.size() + 1), make());
    }
    Forum forum()
    {
        Forum forum;
        forum.url = QUrl(u"https://f%1.example.org"_s.arg(below(100000)));
        if (below(2) == 0)
            forum.tags = {word(), u"t"_s};
        if (below(2) == 0)
            forum.categories = {{.slug = u"s"_s, .id = 1 + below(99)}, {.slug = u"12"_s, .id = 100}};
        return forum;
    }
    void changeForum(Forum &forum)
    {
        switch (below(3)) {
        case 0:
            change(forum.tags, [this] { return word(); });
            break;
        case 1:
            change(forum.categories, [this] { return Category{.slug = u"c"_s, .id = 1000 + below(9999)}; });
            break;
        default:
            for (Category &category : forum.categories)
                category.slug = u"renamed-%1"_s.arg(below(99));
        }
    }
    DocstringRepository docstring()
    {
        const QList<QStringList> languages{{u"matlab"_s}, {u"python"_s}, {u"matlab"_s, u"python"_s}};
        return {.repository = repository(), .branch = u"main"_s, .languages = languages.at(below(3))};
    }
    MailingList list()
    {
        const QString name = u"list%1"_s.arg(below(100000));
        return {.name = name,
                .baseUrl = QUrl(u"https://l.example.org/%1/"_s.arg(name)),
                .displayName = below(2) == 0 ? name : word(),
                .startYear = below(2) == 0 ? 0 : 2000 + below(20)};
    }
    void changeOnce(Community &c);
    // What went wrong, and in which text.
    static QByteArray said(int round, const Result<EditedConfig> &edited, const QByteArray &text)
    {
        return QByteArray::number(round) + ": " + (edited ? QByteArray() : edited.error().text.toUtf8()) +
               '\n' + text;
    }
    void checkLines(const EditFile &file, const QByteArray &result);
};

void TestConfigEditRandom::changeOnce(Community &c)
{
    const auto section = [this](const QString &name) {
        m_sections.insert(name);
    };
    switch (below(10)) {
    case 0:
        section(u"name"_s), c.name = word();
        break;
    case 1:
        section(u"description"_s),
            c.description = below(2) == 0 ? word() : word() + u"\nand more.\n\n  So: "_s + word();
        break;
    case 2:
        section(u"github"_s), change(c.githubRepositories, [this] { return repository(); });
        break;
    case 3:
        section(u"citations"_s), change(c.citationQueries, [this] { return word(); });
        break;
    case 4:
        section(u"citations"_s),
            change(c.citationDois, [this] { return u"10.5555/%1"_s.arg(below(100000)); });
        break;
    case 5:
        section(u"discourse"_s);
        if (below(2) == 0 && !c.forums.isEmpty())
            changeForum(c.forums[below(c.forums.size())]);
        else
            change(c.forums, [this] { return forum(); });
        break;
    case 6:
        section(u"docstrings"_s);
        if (below(2) == 0 && !c.docstrings.isEmpty()) {
            DocstringRepository &one = c.docstrings[below(c.docstrings.size())];
            one.branch = below(2) == 0 ? u"v1.0"_s : one.branch;
            one.languages = docstring().languages;
        } else {
            change(c.docstrings, [this] { return docstring(); });
        }
        break;
    case 7:
        section(u"mailman"_s);
        if (below(2) == 0 && !c.mailingLists.isEmpty()) {
            const MailingList fresh = list();
            MailingList &one = c.mailingLists[below(c.mailingLists.size())];
            one = {.name = one.name,
                   .baseUrl = below(2) == 0 ? one.baseUrl : fresh.baseUrl,
                   .displayName = fresh.displayName,
                   .startYear = fresh.startYear};
        } else {
            change(c.mailingLists, [this] { return list(); });
        }
        break;
    case 8: {
        section(u"sync"_s);
        const QStringList kinds{u"github"_s, u"papers"_s, u"beps"_s};
        const QString kind = kinds.at(below(kinds.size()));
        if (below(3) == 0)
            c.sync.remove(kind);
        else
            c.sync[kind] = u"%1 2 * * *"_s.arg(below(60));
        break;
    }
    default:
        if (below(2) == 0)
            section(u"maintainers"_s), change(c.maintainers, [this] { return word(); });
        else
            section(u"links"_s), c.links[u"demo"_s] = u"https://demo.example.org/%1#x"_s.arg(below(99));
    }
}

void TestConfigEditRandom::checkLines(const EditFile &file, const QByteArray &result)
{
    QByteArray body = file.text;
    if (body.startsWith("\xEF\xBB\xBF"))
        body.remove(0, 3);
    const auto source = YamlSource::read(body);
    QVERIFY(source);
    if (source->at(source->whole()).flow)
        return;       // its lines are shared
    QSet<int> theirs; // lines that may change
    int behind = 0;   // the former section's
    for (int i = 0; i < source->count(source->whole()); ++i) {
        const auto entry = source->child(source->whole(), i);
        const QString key =
            source->tree().at(source->at(source->whole()).children.at(static_cast<std::size_t>(i) * 2)).text;
        for (int line = behind; m_sections.contains(key) && line < entry->endLine; ++line)
            theirs.insert(line);
        behind = source->contentEnd(*entry);
    }
    const QList<QByteArray> lines = body.split('\n');
    QList<QByteArray> after = result.split('\n');
    after.first().replace("\xEF\xBB\xBF", "");
    qsizetype at = 0;
    for (int line = 0; line < lines.size(); ++line) {
        if (theirs.contains(line))
            continue;
        while (at < after.size() && after.at(at) != lines.at(line))
            ++at;
        QVERIFY2(at < after.size() || (line + 1 == lines.size() && lines.last().isEmpty()),
                 (lines.at(line) + "\nis gone from\n" + result).constData());
        ++at;
    }
}

void TestConfigEditRandom::anything_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("text");
    int number = 0;
    for (const EditFile &file : editFiles())
        QTest::addRow("%d %s", number++, qPrintable(file.id)) << file.id << file.text;
}

void TestConfigEditRandom::anything()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, text);
    const EditFile file{.id = id, .text = text};
    const Community before = file.community();
    QCOMPARE(before.id, id);
    m_random.seed(4711);
    int refused = 0;
    const int rounds = (text.size() < 10'000 ? 60 : 12) / (LOCKKEEPER_SANITIZED ? 4 : 1);
    for (int round = 0; round < rounds; ++round) {
        Community after = before;
        m_sections.clear();
        for (int i = 1 + (round % 3) * below(3); i > 0; --i)
            changeOnce(after);
        const auto edited = editConfig(text, after);
        if (!edited && edited.error().kind == ErrorKind::Config) {
            ++refused;
            continue;
        }
        QVERIFY2(edited, said(round, edited, {}).constData());
        const LoadedCommunity loaded = loadText(edited->text, id);
        QVERIFY(!loaded.broken());
        QCOMPARE(edited->text.contains('\r'), text.contains('\r'));
        QCOMPARE(edited->text.count('\r'), text.contains('\r') ? edited->text.count('\n') : 0);
        checkLines(file, edited->text);
        // And back: it says the same as before, if not always with the same bytes.
        const auto back = editConfig(edited->text, before);
        QVERIFY2(back || back.error().kind == ErrorKind::Config, said(round, back, edited->text).constData());
        if (QTest::currentTestFailed())
            QFAIL(edited->text.constData());
    }
    QVERIFY2(refused * 10 <= rounds, QByteArray::number(refused).constData());
}

// What is added and taken away again leaves no trace.
void TestConfigEditRandom::thereAndBack()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, text);
    const Community before = EditFile{.id = id, .text = text}.community();
    m_random.seed(1848);
    const int rounds = (text.size() < 10'000 ? 40 : 10) / (LOCKKEEPER_SANITIZED ? 4 : 1);
    for (int round = 0; round < rounds; ++round) {
        Community after = before;
        switch (below(6)) {
        case 0:
            after.githubRepositories.insert(below(after.githubRepositories.size() + 1), repository());
            break;
        case 1:
            after.citationDois.insert(below(after.citationDois.size() + 1), u"10.5555/x%1"_s.arg(round));
            break;
        case 2:
            after.forums.insert(below(after.forums.size() + 1), forum());
            break;
        case 3:
            after.docstrings.insert(below(after.docstrings.size() + 1), docstring());
            break;
        case 4:
            after.mailingLists.insert(below(after.mailingLists.size() + 1), list());
            break;
        default:
            after.sync[u"beps"_s] = u"5 5 * * *"_s;
        }
        if (after == before)
            continue;
        const auto there = editConfig(text, after);
        QVERIFY2(there, said(round, there, {}).constData());
        const auto back = editConfig(there->text, before);
        QVERIFY2(back, said(round, back, there->text).constData());
        // A list in brackets stays when it is empty, also one that was made.
        const bool made = id == "flow"_L1 && after.mailingLists.size() == 1;
        QVERIFY(!made || back->text.contains("mailman: []"));
        if (!made && back->text != text)
            QFAIL((QByteArray::number(round) + "\n" + there->text + "\n=====\n" + back->text).constData());
    }
}

QTEST_GUILESS_MAIN(TestConfigEditRandom)
#include "config_edit_random.moc"
