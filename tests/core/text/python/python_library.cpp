// Against CPython itself: every file of the machine's Python library gives the names, types, lines and texts
// that its ast module gives, and \N{…} knows the characters that unicodedata knows.
#include "text/python/CharacterNames.h"
#include "text/python/PythonDocstrings.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lockkeeper;
using text::Symbol;

namespace {
// Files that the grammar reads in another way than CPython, with the reason; their difference is expected.
const QHash<QString, QString> &exceptions()
{
    static const QHash<QString, QString> files{};
    return files;
}

QList<QJsonObject> reference(const QStringList &arguments)
{
    QProcess python;
    python.start(u"python3"_s, QStringList{QStringLiteral(LOCKKEEPER_AST_SCRIPT)} + arguments);
    if (!python.waitForStarted() || !python.waitForFinished(240'000) || python.exitCode() != 0) {
        qWarning("python3: %s", python.readAllStandardError().constData());
        return {};
    }
    QList<QJsonObject> lines;
    for (const QByteArray &line : python.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            lines.append(QJsonDocument::fromJson(line).object());
    }
    return lines;
}

QString fromUtf16(const QString &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex.toLatin1());
    QString text(bytes.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto low = static_cast<unsigned char>(bytes.at(2 * i));
        const auto high = static_cast<unsigned char>(bytes.at(2 * i + 1));
        text[i] = QChar(static_cast<char16_t>(high << 8 | low));
    }
    return text;
}

std::vector<Symbol> expected(const QJsonArray &array)
{
    std::vector<Symbol> symbols;
    for (const QJsonValue &value : array)
        symbols.push_back({.name = value[0].toString(),
                           .type = value[1].toString(),
                           .line = value[2].toInteger(),
                           .text = fromUtf16(value[3].toString())});
    return symbols;
}

QString shown(const Symbol &symbol)
{
    return u"%1 %2, line %3: %4"_s.arg(symbol.type, symbol.name).arg(symbol.line).arg(symbol.text.left(300));
}

QString firstDifference(const std::vector<Symbol> &ours, const std::vector<Symbol> &theirs)
{
    const auto [our, their] = std::mismatch(ours.cbegin(), ours.cend(), theirs.cbegin(), theirs.cend());
    if (our == ours.cend() && their == theirs.cend())
        return {};
    return u"ours: %1\ntheirs: %2"_s.arg(our == ours.cend() ? u"(none)"_s : shown(*our),
                                         their == theirs.cend() ? u"(none)"_s : shown(*their));
}
} // namespace

class PythonLibraryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFile();
    void everyName();
};

void PythonLibraryTest::everyFile()
{
    QStringList folders;
    for (const QString &name : QDir(u"/usr/lib"_s).entryList({u"python3*"_s}, QDir::Dirs))
        folders.append(u"/usr/lib/"_s + name);
    if (folders.isEmpty())
        QSKIP("skipped: no Python library in /usr/lib");
    const QList<QJsonObject> files = reference(QStringList{u"files"_s} + folders);
    QVERIFY(files.size() > 100);

    qsizetype symbols = 0;
    qsizetype unparsable = 0;
    QStringList differences;
    for (const QJsonObject &entry : files) {
        const QString path = entry.value("path"_L1).toString();
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const Result<text::PythonFile> read =
            text::readPython(file.readAll(), entry.value("module"_L1).toString());
        if (entry.value("symbols"_L1).isNull()) { // CPython refuses it; that we did not crash is all we ask
            ++unparsable;
            continue;
        }
        if (!read) {
            differences.append(u"%1: %2"_s.arg(path, read.error().text));
            continue;
        }
        symbols += static_cast<qsizetype>(read->symbols.size());
        const QString difference =
            firstDifference(read->symbols, expected(entry.value("symbols"_L1).toArray()));
        if (difference.isEmpty() == exceptions().contains(QFileInfo(path).fileName()))
            differences.append(u"%1\n%2"_s.arg(path, difference));
    }
    qInfo("%lld files, %lld of them not Python, %lld docstrings", qlonglong(files.size()),
          qlonglong(unparsable), qlonglong(symbols));
    QVERIFY2(differences.isEmpty(), qPrintable(u"\n"_s + differences.mid(0, 20).join(u"\n\n"_s)));
    QVERIFY(symbols > 1000);
}

void PythonLibraryTest::everyName()
{
    const QList<QJsonObject> names = reference({u"names"_s});
    QVERIFY(names.size() > 10'000);
    QStringList missing;
    for (const QJsonObject &entry : names) {
        const QByteArray name = entry.value("name"_L1).toString().toLatin1();
        const std::optional<char32_t> character = text::characterByName(name.toLower());
        if (!character || qint64{*character} != entry.value("code"_L1).toInteger())
            missing.append(QString::fromLatin1(name));
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.mid(0, 20).join(u"; "_s)));
}

QTEST_GUILESS_MAIN(PythonLibraryTest)
#include "python_library.moc"
