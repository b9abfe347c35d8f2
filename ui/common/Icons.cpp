#include "ui/common/Icons.h"

#include "ui/common/Palettes.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {

QColor colourOf(IconTone tone, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    switch (tone) {
    case IconTone::Muted:
        return tones(palette).muted;
    case IconTone::Running:
        return tones(palette).running;
    case IconTone::Done:
        return tones(palette).done;
    case IconTone::Failed:
        return tones(palette).failed;
    case IconTone::Warning:
        return tones(palette).warning;
    case IconTone::Text:
        break;
    }
    return palette.color(QPalette::WindowText);
}

// Qt's SVG image plugin does the drawing: nothing of ours links to QtSvg.
QPixmap render(const QByteArray &svg, const QSize &pixels)
{
    QBuffer buffer;
    buffer.setData(svg);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(pixels);
    return QPixmap::fromImage(reader.read());
}

class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(QString name, IconTone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap((QSizeF(rect.size()) * scale).toSize(), mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    // `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QString colour = colourOf(m_tone, mode).name();
        const QString key =
            u"lockkeeper/%1/%2/%3x%4"_s.arg(m_name, colour).arg(size.width()).arg(size.height());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            QFile file(u":/icons/%1.svg"_s.arg(m_name));
            if (!file.open(QIODevice::ReadOnly))
                return {};
            pixmap = render(file.readAll().replace("currentColor", colour.toLatin1()), size);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    bool isNull() override { return !QFile::exists(u":/icons/%1.svg"_s.arg(m_name)); }
    QIconEngine *clone() const override { return new TintedEngine(*this); }

private:
    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon icon(const QString &name, IconTone tone)
{
    return QIcon(new TintedEngine(name, tone));
}

QIcon programIcon()
{
    return icon(u"lockkeeper"_s);
}

} // namespace lockkeeper::ui
