#include "ui/contention/NowStrip.h"

#include "ui/common/ElidedLabel.h"
#include "ui/common/Icons.h"
#include "ui/contention/LockText.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int narrowest = 400; // of a database's place

enum class Look { Free, Held, Waited };
} // namespace

// One database: its state as an icon, its name, and the rest in words.
class NowCell final : public QWidget
{
public:
    explicit NowCell(QWidget *parent)
        : QWidget(parent)
        , m_icon(new QLabel(this))
        , m_text(new ElidedLabel(this))
    {
        m_text->setObjectName(u"nowText"_s);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(5);
        layout->addWidget(m_icon);
        layout->addWidget(m_text, 1);
        setLook(Look::Free);
    }

    void setLook(Look look)
    {
        if (m_known && look == m_look)
            return;
        m_known = true;
        m_look = look;
        showIcon();
    }
    void setText(const QString &text)
    {
        if (text != m_text->fullText())
            m_text->setFullText(text);
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            showIcon();
    }

private:
    void showIcon()
    {
        const QIcon picture = m_look == Look::Free   ? icon(u"lock-open"_s, IconTone::Muted)
                              : m_look == Look::Held ? icon(u"lock"_s, IconTone::Done)
                                                     : icon(u"state-lock"_s, IconTone::Failed);
        m_icon->setPixmap(picture.pixmap(QSize(14, 14), devicePixelRatioF()));
    }

    QLabel *m_icon;
    ElidedLabel *m_text;
    Look m_look = Look::Free;
    bool m_known = false;
};

NowStrip::NowStrip(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(u"nowStrip"_s);
    setAccessibleName(tr("The write locks now"));
    m_grid->setContentsMargins(8, 3, 8, 4);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(1);
}

void NowStrip::setLocks(const std::vector<events::LockNow> &locks, const LockNames &names)
{
    const bool other = locks.size() != m_cells.size();
    while (m_cells.size() > locks.size()) {
        delete m_cells.back();
        m_cells.pop_back();
    }
    while (m_cells.size() < locks.size())
        m_cells.push_back(new NowCell(this));
    if (other)
        arrange();
    for (std::size_t i = 0; i < locks.size(); ++i) {
        const events::LockNow &lock = locks[i];
        m_cells[i]->setLook(!lock.queue.empty() ? Look::Waited : lock.holder ? Look::Held : Look::Free);
        m_cells[i]->setText(tr("%1: %2", "a community and who has its lock")
                                .arg(names.communityName(lock.database), nowText(lock, names)));
    }
}

void NowStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (std::max(1, width() / narrowest) != m_columns)
        arrange();
}

void NowStrip::arrange()
{
    const int room = std::max(1, width() / narrowest);
    for (int column = 0; column < m_columns; ++column)
        m_grid->setColumnStretch(column, 0);
    m_columns = room;
    const int used = std::clamp(static_cast<int>(m_cells.size()), 1, room);
    for (int i = 0; i < static_cast<int>(m_cells.size()); ++i)
        m_grid->addWidget(m_cells[static_cast<std::size_t>(i)], i / used, i % used);
    for (int column = 0; column < used; ++column)
        m_grid->setColumnStretch(column, 1);
}

} // namespace lockkeeper::ui
