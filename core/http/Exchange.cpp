#include "http/Exchange.h"

#include "http/Activity.h"
#include "http/Completeness.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace lockkeeper::http {

namespace {

constexpr qsizetype maxExplanation = 64 * 1024; // of a refusal's body
constexpr qint64 readAhead = 1024 * 1024;

QNetworkReply *start(QNetworkAccessManager &manager, const QNetworkRequest &request, const QByteArray &method,
                     const QByteArray &body)
{
    if (method == "HEAD")
        return manager.head(request);
    if (method == "POST")
        return manager.post(request, body);
    return manager.get(request);
}

} // namespace

Exchange::Exchange(QNetworkAccessManager &manager, const QNetworkRequest &request, const QByteArray &method,
                   const QByteArray &body, ExchangeLimits limits, Activity *activity,
                   std::function<void(Outcome)> done, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_activity(activity)
    , m_done(std::move(done))
    , m_reply(start(manager, request, method, body))
    , m_headOnly(method == "HEAD")
{
    // Holds back a remote that sends faster than we read. Never below what an allowed body weighs: Qt 6.4 can
    // leave a chunked reply unfinished for ever once the buffer has been full.
    m_reply->setReadBufferSize(std::max(m_limits.maxBytes, qint64(maxExplanation)) + readAhead);
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] { end(Outcome::End::Silent); });
    m_silence.start(m_limits.timeout);

    connect(m_reply, &QNetworkReply::requestSent, this, &Exchange::progress);
    connect(m_reply, &QNetworkReply::uploadProgress, this, &Exchange::progress);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replyFinished);
}

Exchange::~Exchange()
{
    if (m_reply == nullptr)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void Exchange::progress()
{
    if (m_done)
        m_silence.start();
}

void Exchange::readHead()
{
    if (!m_done)
        return;
    progress();
    m_outcome.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_outcome.headers = m_reply->rawHeaderPairs();
    // A remote that says beforehand what is too much is taken at its word.
    if (isGood() && !m_headOnly &&
        header(m_outcome.headers, "Content-Length").toLongLong() > m_limits.maxBytes)
        end(Outcome::End::TooLarge);
}

void Exchange::readBody()
{
    if (!m_done)
        return;
    progress();
    const QByteArray bytes = m_reply->readAll();
    if (m_activity != nullptr)
        m_activity->bytes += bytes.size();
    m_outcome.bytes += bytes.size();
    m_outcome.body += bytes;
    if (isGood() && m_outcome.body.size() > m_limits.maxBytes) {
        end(Outcome::End::TooLarge);
    } else if (!isGood() && m_outcome.body.size() > maxExplanation) {
        m_outcome.body.truncate(maxExplanation);
        end(Outcome::End::Complete);
    }
}

void Exchange::replyFinished()
{
    if (!m_done)
        return;
    readHead();
    if (m_done)
        readBody();
    if (!m_done)
        return;
    m_outcome.error = m_reply->error();
    m_outcome.errorText = m_reply->errorString();

    // The status first: Qt calls a 404 an error too, and its body is as readable as any.
    if (m_outcome.status == 0)
        return end(Outcome::End::Broken);
    if (isGood() && m_outcome.error == QNetworkReply::UnknownContentError)
        return end(Outcome::End::Undecodable);
    if (isGood() && (m_outcome.error != QNetworkReply::NoError ||
                     (!m_headOnly && isCutShort(m_outcome.headers, m_outcome.body))))
        return end(Outcome::End::Broken);
    end(Outcome::End::Complete);
}

void Exchange::end(Outcome::End how)
{
    m_silence.stop();
    m_outcome.end = how;
    if (how != Outcome::End::Complete && how != Outcome::End::Broken)
        m_outcome.body.clear();
    const auto done = std::exchange(m_done, nullptr);
    if (!m_reply->isFinished())
        m_reply->abort();
    done(std::move(m_outcome));
}

} // namespace lockkeeper::http
