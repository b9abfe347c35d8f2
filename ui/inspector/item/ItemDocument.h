// An item's texts as a document to be shown: rendered from Markdown, with nothing remote in it, or as they
// are. Made on any thread; Markdown can take its time.
#pragma once

#include "inspect/item/Item.h"

#include <QFont>
#include <QList>
#include <QPalette>
#include <QTextDocument>

#include <memory>

class QThread;

namespace lockkeeper::ui {

// Fetches nothing, whatever is in it, from nowhere: not from the net, not from a file.
class ClosedDocument final : public QTextDocument
{
    Q_OBJECT

public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int type, const QUrl &name) override;
};

enum class TextForm { Rendered, Raw };

struct TextLook
{
    TextForm form = TextForm::Rendered;
    QFont font; // for rendered text
    QFont fixedFont;
    QPalette palette;
};

// Characters of a text that are rendered or shown; parsing tables and addresses takes time by their square.
inline constexpr qsizetype mostRendered = 20'000;
inline constexpr qsizetype mostShown = 500'000;

// Which of them are read as a text; authors and tags are fields.
[[nodiscard]] QList<inspect::ItemText> readTexts(const inspect::Item &item);
// Mails and docstrings are laid out by their spaces.
[[nodiscard]] TextForm usualForm(const inspect::Item &item);

// Belongs to `thread`, the GUI's, when it is handed on.
[[nodiscard]] std::shared_ptr<QTextDocument> itemDocument(const QList<inspect::ItemText> &texts,
                                                          const TextLook &look, QThread *thread);

} // namespace lockkeeper::ui
