// Asks before the browser opens an address, which it shows whole, and with its true characters. GUI thread.
#pragma once

#include <QLatin1StringView>
#include <QString>

class QWidget;

namespace lockkeeper::ui {

inline constexpr QLatin1StringView linkQuestionName{"linkQuestion"};

// Window-modal; nothing waits for it. What the browser is not asked to open is shown, and can be copied.
enum class LinkFrom { Text, Item }; // of a text of somebody's, or the item's own
void askToOpen(QWidget *parent, const QString &address, LinkFrom from);

// As a browser would send it: "xn--…" for a host that only looks like another, "%…" for odd characters.
[[nodiscard]] QString plainAddress(const QString &address);

} // namespace lockkeeper::ui
