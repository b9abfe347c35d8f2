// A proxy that is the whole internet, too: it takes what HTTP and SOCKS5 clients say to one, and answers
// every request itself. On the loopback, in the thread that makes it.
#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace lockkeeper::tests {

class SmallProxy final : public QTcpServer
{
public:
    enum class Speaks { Http, Socks5 };

    // With a user, it wants that one and the password.
    explicit SmallProxy(Speaks speaks, QByteArray user = {}, QByteArray password = {})
        : m_speaks(speaks)
        , m_user(std::move(user))
        , m_password(std::move(password))
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port for the proxy");
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                const auto talk = std::make_shared<Talk>();
                talk->tunnel = m_speaks == Speaks::Http;
                talk->greeted = talk->tunnel;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket, talk] {
                    talk->bytes += socket->readAll();
                    while (step(*socket, *talk)) {
                    }
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

    int connections = 0;
    QByteArrayList heads; // of the requests, as they came
    QByteArrayList hosts; // asked for by name, of SOCKS5

private:
    struct Talk
    {
        QByteArray bytes;
        bool greeted = false;
        bool known = false;  // the user
        bool tunnel = false; // from now on it is HTTP
    };

    bool step(QTcpSocket &socket, Talk &talk)
    {
        if (talk.tunnel)
            return request(socket, talk);
        const auto number = [&talk](qsizetype at) {
            return static_cast<quint8>(talk.bytes.size() > at ? talk.bytes.at(at) : 0);
        };
        if (!talk.greeted) { // RFC 1928: version, number of methods, methods
            if (talk.bytes.size() < 2 || talk.bytes.size() < 2 + number(1))
                return false;
            talk.bytes.remove(0, 2 + number(1));
            talk.greeted = true;
            talk.known = m_user.isEmpty();
            socket.write(talk.known ? QByteArray("\x05\x00", 2) : QByteArray("\x05\x02", 2));
            return true;
        }
        if (!talk.known) { // RFC 1929: version, user, password, each with its length
            const qsizetype user = number(1);
            const qsizetype password = number(2 + user);
            if (talk.bytes.size() < 3 + user + password || talk.bytes.size() < 3)
                return false;
            talk.known =
                talk.bytes.mid(2, user) == m_user && talk.bytes.mid(3 + user, password) == m_password;
            talk.bytes.remove(0, 3 + user + password);
            socket.write(talk.known ? QByteArray("\x01\x00", 2) : QByteArray("\x01\x01", 2));
            return talk.known;
        }
        if (talk.bytes.size() < 5 || talk.bytes.size() < 7 + number(4))
            return false;
        if (number(3) == 3) // a name
            hosts.append(talk.bytes.mid(5, number(4)));
        talk.bytes.remove(0, number(3) == 3 ? 7 + number(4) : 10);
        talk.tunnel = true;
        socket.write(QByteArray("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
        return true;
    }

    bool request(QTcpSocket &socket, Talk &talk)
    {
        const qsizetype end = talk.bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        heads.append(talk.bytes.left(end));
        talk.bytes.remove(0, end + 4);
        const QByteArray wanted = "Basic " + (m_user + ':' + m_password).toBase64();
        const bool refused = m_speaks == Speaks::Http && !m_user.isEmpty() && !heads.last().contains(wanted);
        if (refused) {
            socket.write(
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        } else if (heads.last().startsWith("CONNECT")) { // it has no certificate to go on with
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            socket.disconnectFromHost();
            return false;
        } else {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        }
        return true;
    }

    Speaks m_speaks;
    QByteArray m_user;
    QByteArray m_password;
};

} // namespace lockkeeper::tests
