#include "text/python/Decode.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringConverter>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::text)
};

constexpr qsizetype longestCodingLine = 4096;

QByteArray withPlainNewlines(QByteArray bytes)
{
    if (!bytes.contains('\r'))
        return bytes;
    bytes.replace("\r\n", "\n");
    bytes.replace('\r', '\n');
    return bytes;
}

QString lineAt(const QByteArray &bytes, qsizetype start)
{
    const qsizetype end = bytes.indexOf('\n', start);
    const qsizetype length = (end < 0 ? bytes.size() : end) - start;
    return QString::fromLatin1(bytes.mid(start, qMin(length, longestCodingLine)));
}

// The name after "coding:" in one of the first two lines, empty if there is none.
QString declaredCoding(const QByteArray &bytes)
{
    static const QRegularExpression coding(u"^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)"_s);
    static const QRegularExpression noCode(u"^[ \\t\\f]*(#|$)"_s);
    const QString first = lineAt(bytes, 0);
    if (const auto match = coding.match(first); match.hasMatch())
        return match.captured(1);
    const qsizetype end = bytes.indexOf('\n');
    if (end < 0 || !noCode.match(first).hasMatch())
        return {};
    const auto match = coding.match(lineAt(bytes, end + 1));
    return match.hasMatch() ? match.captured(1) : QString();
}

bool isUtf8(const QString &coding)
{
    QString name = coding.toLower();
    name.replace(u'_', u'-');
    return name.isEmpty() || name == "utf8"_L1 || name == "utf-8"_L1 || name.startsWith("utf-8-"_L1);
}
} // namespace

Result<QByteArray> decodePython(const QByteArray &bytes)
{
    const bool hasMark = bytes.startsWith("\xef\xbb\xbf");
    const QByteArray source = withPlainNewlines(hasMark ? bytes.mid(3) : bytes);
    const QString coding = hasMark ? QString() : declaredCoding(source);
    const bool utf8 = isUtf8(coding);
    QStringDecoder decoder =
        utf8 ? QStringDecoder(QStringConverter::Utf8) : QStringDecoder(coding.toLatin1().constData());
    if (!decoder.isValid())
        return Error{.kind = ErrorKind::BadAnswer,
                     .text = Tr::tr("nobody knows its encoding “%1”").arg(coding.left(40)),
                     .hint = {},
                     .url = {}};
    const QString text = decoder.decode(source);
    if (decoder.hasError())
        return Error{.kind = ErrorKind::BadAnswer,
                     .text = Tr::tr("it is not in the encoding it should be in, %1")
                                 .arg(utf8 ? u"UTF-8"_s : coding.left(40)),
                     .hint = {},
                     .url = {}};
    return utf8 ? source : text.toUtf8();
}

} // namespace lockkeeper::text
