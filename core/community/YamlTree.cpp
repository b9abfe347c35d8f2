#include "community/YamlTree.h"

#include "community/ProblemList.h"
#include "community/YamlBuilder.h"
#include "community/YamlMessages.h"

#include <QCoreApplication>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace lockkeeper::community {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// What follows the document we read.
class SecondDocument final : public YAML::EventHandler
{
public:
    Mark begin;

    void OnDocumentStart(const YAML::Mark &mark) override { begin = toMark(mark); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark & /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnAlias(const YAML::Mark & /*mark*/, YAML::anchor_t /*anchor*/) override {}
    void OnScalar(const YAML::Mark & /*mark*/, const std::string & /*tag*/, YAML::anchor_t /*anchor*/,
                  const std::string & /*value*/) override
    {
    }
    void OnSequenceStart(const YAML::Mark & /*mark*/, const std::string & /*tag*/, YAML::anchor_t /*anchor*/,
                         YAML::EmitterStyle::value /*style*/) override
    {
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark & /*mark*/, const std::string & /*tag*/, YAML::anchor_t /*anchor*/,
                    YAML::EmitterStyle::value /*style*/) override
    {
    }
    void OnMapEnd() override {}
};

// Where a tab stands in the spaces a line begins with; -1 if none does. yaml-cpp mostly complains of what
// such a line then seems to be, which helps nobody who cannot see the tab.
int tabInIndentation(const QByteArray &utf8, int line)
{
    qsizetype begin = 0;
    for (int i = 0; i < line; ++i) {
        begin = utf8.indexOf('\n', begin) + 1;
        if (begin == 0)
            return -1;
    }
    qsizetype end = begin;
    while (end < utf8.size() && utf8.at(end) == ' ')
        ++end;
    return end < utf8.size() && utf8.at(end) == '\t' ? static_cast<int>(end - begin) : -1;
}

void reportSyntax(const QByteArray &utf8, const YAML::Exception &error, ProblemList &problems)
{
    Mark mark = toMark(error.mark);
    std::string said = error.msg;
    if (const int tab = tabInIndentation(utf8, mark.line); tab >= 0) {
        mark.byteColumn = tab;
        said = YAML::ErrorMsg::TAB_IN_INDENTATION;
    }
    const YamlMessage message = messageFor(said);
    problems.error(mark, {}, message.text, message.hint);
}

std::optional<YamlTree> parseDocument(std::istream &stream, ProblemList &problems)
{
    YAML::Parser parser(stream);
    YamlBuilder builder(problems);
    if (!parser.HandleNextDocument(builder))
        return YamlTree{};

    SecondDocument second;
    if (parser.HandleNextDocument(second)) {
        problems.error(second.begin, {}, Tr::tr("A second document begins here; a configuration is one."),
                       Tr::tr("Remove the line '---' and what follows it, or join both."));
        return std::nullopt;
    }
    return builder.takeTree();
}
} // namespace

std::optional<YamlTree> parseYaml(const QByteArray &utf8, ProblemList &problems)
{
    // yaml-cpp 0.7 accepts a quote that is never closed and swallows the rest of the file with it. An
    // end-of-document mark may not stand inside quotes, so with one behind the text the parser notices.
    std::istringstream stream(utf8.toStdString() + "\n...\n");
    try {
        return parseDocument(stream, problems);
    } catch (const YAML::DeepRecursion &error) {
        problems.error(toMark(error.mark), {}, Tr::tr("Lists and maps are nested too deeply here."),
                       Tr::tr("A configuration needs five levels; look for a bracket that is not closed."));
    } catch (const YAML::Exception &error) {
        reportSyntax(utf8, error, problems);
    } catch (const std::exception &error) {
        problems.error({}, {},
                       Tr::tr("The file could not be read as YAML: %1").arg(QString::fromUtf8(error.what())));
    }
    return std::nullopt;
}

} // namespace lockkeeper::community
