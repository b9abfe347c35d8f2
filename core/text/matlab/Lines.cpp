#include "text/matlab/Lines.h"

#include <QList>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace lockkeeper::text {

namespace {
QString decoded(const QByteArray &bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return QStringDecoder(*marked).decode(bytes);
    QStringDecoder utf8(QStringConverter::Utf8);
    const QString text = utf8.decode(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}
} // namespace

Lines::Lines(const QByteArray &bytes)
    : m_text(decoded(bytes))
{
    m_text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    int depth = 0; // of block comments, which nest
    for (const QStringView text : QStringView(m_text).split(u'\n')) {
        const QStringView trimmed = text.trimmed();
        Line line{.text = text};
        if (trimmed == u"%{" ||
            (depth > 0 && trimmed == u"%}")) { // alone on their lines, or they are no marks
            line.kind = LineKind::Comment;
            line.inBlockComment = true;
            depth += trimmed == u"%{" ? 1 : -1;
        } else if (depth > 0) {
            line.kind = LineKind::Comment;
            line.inBlockComment = true;
        } else if (trimmed.startsWith(u'%')) {
            line.kind = LineKind::Comment;
        } else if (!trimmed.isEmpty()) {
            line.kind = LineKind::Code;
        }
        m_lines.push_back(line);
    }
}

} // namespace lockkeeper::text
