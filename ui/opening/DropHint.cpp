#include "ui/opening/DropHint.h"

#include "ui/common/Icons.h"
#include "ui/common/Palettes.h"

#include <QAccessible>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::DropHint)
};

constexpr int margin = 24;
constexpr int iconSide = 40;
constexpr int widestLine = 560;
constexpr int veil = 235; // of 255: what is below shines through a little
} // namespace

Dragged draggedIn(const QMimeData *data)
{
    Dragged dragged;
    if (data == nullptr || !data->hasUrls())
        return dragged;
    const QList<QUrl> urls = data->urls();
    dragged.files = !urls.isEmpty();
    if (urls.size() > 1) {
        dragged.problem = Tr::tr("Several things at once cannot be opened.");
        dragged.hint = Tr::tr("Drop one folder, config.yaml or database: what belongs to it is found.");
    } else if (dragged.files && !urls.constFirst().isLocalFile()) {
        dragged.problem = Tr::tr("%1 is not on this computer.").arg(urls.constFirst().toDisplayString());
        dragged.hint = Tr::tr("A folder can be opened, a community’s config.yaml, and a database (.db).");
    } else if (dragged.files) {
        dragged.path = urls.constFirst().toLocalFile();
    }
    return dragged;
}

DropHint::DropHint(QWidget *window)
    : QWidget(window)
{
    setObjectName(u"dropHint"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::showFor(const Dragged &dragged)
{
    m_refused = dragged.path.isEmpty();
    if (m_refused) {
        m_title = dragged.problem;
        m_more = dragged.hint;
    } else {
        const QString name = QFileInfo(dragged.path).fileName();
        m_title = Tr::tr("Drop to open %1").arg(name.isEmpty() ? dragged.path : name);
        m_more = Tr::tr("A folder, a community’s config.yaml, or a database (.db). Nothing in it is changed; "
                        "where more than one thing is found, you are asked.");
    }
    setAccessibleName(m_title + ' '_L1 + m_more);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void DropHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor back = palette().color(QPalette::Window);
    back.setAlpha(veil);
    painter.fillRect(rect(), back);
    const QColor frame = m_refused ? tones(palette()).failed : palette().color(QPalette::Highlight);
    const QRect inner = rect().adjusted(margin, margin, -margin, -margin);
    painter.setPen(QPen(frame, 2, Qt::DashLine));
    painter.drawRoundedRect(inner, 10, 10);

    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 1.5);
    big.setWeight(QFont::DemiBold);
    QRect words = inner.adjusted(margin, margin, -margin, -margin);
    words.setWidth(std::min(words.width(), widestLine));
    words.moveCenter(inner.center());
    // A name may have no place to break it at; sentences have.
    const int wrap = Qt::AlignHCenter | Qt::AlignTop | (m_refused ? Qt::TextWordWrap : Qt::TextWrapAnywhere);
    const QRect title = QFontMetrics(big).boundingRect(words, wrap, m_title);
    const QRect more =
        fontMetrics().boundingRect(words, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_more);
    const int height = iconSide + margin / 2 + title.height() + margin / 2 + more.height();
    int top = words.top() + std::max(0, (words.height() - height) / 2);
    const QIcon picture =
        m_refused ? icon(u"state-failed"_s, IconTone::Failed) : icon(u"folder"_s, IconTone::Running);
    picture.paint(&painter, QRect(words.center().x() - iconSide / 2, top, iconSide, iconSide));
    top += iconSide + margin / 2;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.setFont(big);
    painter.drawText(QRect(words.left(), top, words.width(), title.height()), wrap, m_title);
    top += title.height() + margin / 2;
    painter.setFont(font());
    painter.drawText(QRect(words.left(), top, words.width(), more.height()),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_more);
}

} // namespace lockkeeper::ui
