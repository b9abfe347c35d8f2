// One request on the wire and the one answer to it, with limits on silence and size. No retries, no
// judgement: that is Transfer's. Network thread only. Deleting it aborts it.
#pragma once

#include "http/Message.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QNetworkAccessManager;

namespace lockkeeper::http {

class Activity;

struct Outcome
{
    enum class End {
        Complete,    // status, headers and body are there
        Broken,      // the connection failed or ended early
        Silent,      // no progress for the time allowed
        TooLarge,    // a good status, but more body than allowed
        Undecodable, // compressed, and damaged or a bomb
    };

    End end = End::Complete;
    int status = 0; // 0 if none came
    Headers headers;
    qint64 bytes = 0; // of the body, as received
    QByteArray body;  // for a status that is no success, the first 64 KiB are enough
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText; // Qt's
};

struct ExchangeLimits
{
    qint64 maxBytes = 0;
    std::chrono::milliseconds timeout{0}; // without progress
};

class Exchange final : public QObject
{
public:
    // Calls `done` once, not before the constructor returned; deleting the exchange in it is fine with
    // deleteLater().
    Exchange(QNetworkAccessManager &manager, const QNetworkRequest &request, const QByteArray &method,
             const QByteArray &body, ExchangeLimits limits, Activity *activity,
             std::function<void(Outcome)> done, QObject *parent);
    ~Exchange() override;

private:
    void progress();
    void readHead();
    void readBody();
    void end(Outcome::End how);
    void replyFinished();
    [[nodiscard]] bool isGood() const { return m_outcome.status >= 200 && m_outcome.status < 300; }

    ExchangeLimits m_limits;
    Activity *m_activity; // kept by the transfer; may be null
    std::function<void(Outcome)> m_done;
    QNetworkReply *m_reply = nullptr; // a child of its manager
    bool m_headOnly;
    QTimer m_silence;
    Outcome m_outcome;
};

} // namespace lockkeeper::http
