#include "ui/inspector/console/SqlHighlighter.h"

#include "ui/common/Palettes.h"
#include "ui/inspector/console/SqlWords.h"

namespace lockkeeper::ui {

SqlHighlighter::SqlHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
{
    setPalette(palette);
}

void SqlHighlighter::setPalette(const QPalette &palette)
{
    const auto format = [this](SqlPart part) -> QTextCharFormat & {
        return m_formats[static_cast<int>(part)];
    };
    const Tones &tone = tones(palette);
    format(SqlPart::Keyword).setForeground(palette.color(QPalette::Link));
    format(SqlPart::Keyword).setFontWeight(QFont::DemiBold);
    format(SqlPart::Text).setForeground(tone.done);
    format(SqlPart::Number).setForeground(tone.warning);
    format(SqlPart::Comment).setForeground(tone.muted);
    format(SqlPart::Comment).setFontItalic(true);
    rehighlight();
}

void SqlHighlighter::highlightBlock(const QString &text)
{
    const int before = previousBlockState();
    const SqlLine line = sqlLine(text, before < 0 ? SqlOpen::Nothing : static_cast<SqlOpen>(before));
    for (const SqlSpan &span : line.spans)
        setFormat(span.begin, span.length, m_formats[static_cast<int>(span.part)]);
    setCurrentBlockState(static_cast<int>(line.open));
}

} // namespace lockkeeper::ui
