// Ctrl+C and SIGTERM: the first is a wish the event loop hears of, the second ends the program at once with
// 130.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace lockkeeper::cli {

// One at a time: signal handlers belong to the process. Lives on the main thread; puts the old handlers back
// at its end.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void requested();

private:
    void read();

    int m_readEnd = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace lockkeeper::cli
