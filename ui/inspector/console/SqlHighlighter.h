// Colours for SQL, from the palette's tones, whose contrast is tested. GUI thread.
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace lockkeeper::ui {

class SqlHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    SqlHighlighter(QTextDocument *document, const QPalette &palette);

    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    QTextCharFormat m_formats[4]; // by SqlPart
};

} // namespace lockkeeper::ui
