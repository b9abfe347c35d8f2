#include "demo/code/Project.h"
#include "demo/content/Dice.h"

namespace lockkeeper::demo {

using namespace Qt::StringLiterals;

namespace {
QString indented(const QStringList &lines, int columns)
{
    QString text;
    for (const QString &line : lines)
        text += (line.isEmpty() ? QString() : QString(columns, u' ') + line) + u'\n';
    return text;
}

// What the project's style says of parameters, the result and changes.
QStringList details(const CodeProject &project, const CodeSymbol &symbol)
{
    QStringList lines;
    const bool numpy = project.style == "numpy"_L1;
    const bool google = project.style == "google"_L1;
    const auto section = [&](const QString &title) {
        lines.append(QString());
        lines.append(numpy ? title : title + u':');
        if (numpy)
            lines.append(QString(title.size(), u'-'));
    };
    bool any = false;
    for (const QString &argument : symbol.arguments) {
        const QString name = argumentName(argument);
        const CodeParameter parameter = project.parameters.value(name);
        if (parameter.meaning.isEmpty())
            continue;
        if (!any && (numpy || google))
            section(numpy ? u"Parameters"_s : u"Args"_s);
        else if (!any)
            lines.append(QString());
        any = true;
        if (numpy)
            lines += {u"%1 : %2"_s.arg(name, parameter.type), u"    "_s + parameter.meaning};
        else if (google)
            lines.append(u"    %1 (%2): %3"_s.arg(name, parameter.type, parameter.meaning));
        else
            lines += {u":param %1: %2"_s.arg(name, parameter.meaning),
                      u":type %1: %2"_s.arg(name, parameter.type)};
    }
    if (!symbol.result.isEmpty() && (numpy || google)) {
        section(u"Returns"_s);
        lines.append((google ? u"    "_s : QString()) + symbol.result);
    } else if (!symbol.result.isEmpty()) {
        if (!any)
            lines.append(QString());
        lines.append(u":rtype: "_s + symbol.result);
    }
    for (const QString &note : symbol.notes)
        lines += {QString(), u".. versionchanged:: next"_s, u"   "_s + note};
    return lines;
}

QString docstring(const QString &summary, const QStringList &more, int columns)
{
    const QString quotes = u"\"\"\""_s;
    if (more.isEmpty())
        return indented({quotes + summary + quotes}, columns);
    return indented(QStringList{quotes + summary} + more + QStringList{quotes}, columns);
}

QStringList body(const CodeSymbol &symbol)
{
    QStringList names;
    for (const QString &argument : symbol.arguments)
        names.append(argumentName(argument));
    Dice dice(Dice::seedOf(symbol.name.toStdString()));
    QStringList lines;
    if (!names.isEmpty() && dice.percent(40))
        lines += {u"if %1 is None:"_s.arg(names.first()),
                  u"    raise ValueError(\"%1 is missing\")"_s.arg(names.first())};
    if (!names.isEmpty() && dice.percent(40))
        lines.append(u"logger.debug(\"%1: %s\", %2)"_s.arg(symbol.name, names.last()));
    if (symbol.kind == CodeSymbol::Kind::Method)
        names.prepend(u"self"_s);
    const QString call = u"_core.%1(%2)"_s.arg(symbol.name, names.join(u", "_s));
    lines.append(symbol.result.isEmpty() ? call : u"return "_s + call);
    return lines;
}
} // namespace

QByteArray pythonText(const CodeProject &project, const CodeFile &file)
{
    QString text =
        docstring(file.summary, file.more.isEmpty() ? QStringList() : QStringList{QString(), file.more}, 0);
    if (!file.symbols.empty())
        text += u"\nimport logging\n\nfrom . import _core\n\nlogger = logging.getLogger(__name__)\n"_s;
    for (const CodeSymbol &symbol : file.symbols) {
        const bool isMethod = symbol.kind == CodeSymbol::Kind::Method;
        const int columns = isMethod ? 4 : 0;
        text += isMethod ? u"\n"_s : u"\n\n"_s;
        if (symbol.kind == CodeSymbol::Kind::Class) {
            text +=
                u"class %1:\n"_s.arg(symbol.name) + docstring(symbol.summary, details(project, symbol), 4);
            continue;
        }
        const QStringList arguments = (isMethod ? QStringList{u"self"_s} : QStringList()) + symbol.arguments;
        text += indented({u"def %1(%2):"_s.arg(symbol.name, arguments.join(u", "_s))}, columns) +
                docstring(symbol.summary, details(project, symbol), columns + 4) +
                indented(body(symbol), columns + 4);
    }
    return text.toUtf8();
}

QByteArray exampleText(const CodeProject &project, int number)
{
    const QString title = project.exampleTitles.at(number % project.exampleTitles.size());
    const QString module = project.files.front().path.section(u'/', 0, 0);
    return (docstring(
                title + (title.endsWith(u'?') ? QString() : u"."_s),
                {QString(), u"It takes a folder of your own, or the one that comes with %1."_s.arg(module)},
                0) +
            u"\nimport sys\n\nimport %1\n\n\ndef main(folder):\n"_s.arg(module) +
            docstring(u"Run the example and print what comes out."_s, {}, 4) +
            u"    print(%1.__doc__)\n    print(folder)\n\n\n"
            "if __name__ == \"__main__\":\n    main(sys.argv[-1])\n"_s.arg(module))
        .toUtf8();
}

} // namespace lockkeeper::demo
