#include "sources/mailman/Gunzip.h"

#include <algorithm>

#include <zlib.h>

namespace lockkeeper::sources::mailman {

namespace {
constexpr int gzipWindow =
    16 + MAX_WBITS; // zlib's manual: inflateInit2, "add 16 to decode only the gzip format"
constexpr qsizetype gunzipStep = 256 * 1024;

class Inflater final
{
public:
    Inflater() { m_ready = inflateInit2(&m_stream, gzipWindow) == Z_OK; }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    [[nodiscard]] bool ready() const { return m_ready; }
    z_stream &stream() { return m_stream; }

private:
    z_stream m_stream{};
    bool m_ready = false;
};
} // namespace

bool isGzip(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

Unpacked gunzip(const QByteArray &packed, qsizetype maxBytes)
{
    const auto failed = [](GzipFault fault) {
        return Unpacked{.bytes = {}, .fault = fault};
    };
    if (!isGzip(packed))
        return failed(GzipFault::NotGzip);
    Inflater inflater;
    if (!inflater.ready())
        return failed(GzipFault::Damaged);
    z_stream &stream = inflater.stream();
    QByteArray copy = packed; // zlib's interface is not const; nothing is written
    stream.next_in = reinterpret_cast<Bytef *>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());

    QByteArray bytes;
    while (true) {
        const qsizetype before = bytes.size();
        const qsizetype room =
            std::min(gunzipStep, maxBytes + 1 - before); // one more shows that there is more
        if (room <= 0)
            return failed(GzipFault::TooLarge);
        bytes.resize(before + room);
        stream.next_out = reinterpret_cast<Bytef *>(bytes.data() + before);
        stream.avail_out = static_cast<uInt>(room);
        const int code = inflate(&stream, Z_NO_FLUSH);
        bytes.resize(before + room - static_cast<qsizetype>(stream.avail_out));
        if (bytes.size() > maxBytes)
            return failed(GzipFault::TooLarge);
        if (code == Z_STREAM_END) {
            const QByteArray rest = QByteArray::fromRawData(reinterpret_cast<const char *>(stream.next_in),
                                                            static_cast<qsizetype>(stream.avail_in));
            if (!isGzip(rest)) // padding behind the last member means nothing (RFC 1952's gzip(1) ignores it,
                               // too)
                return {.bytes = bytes, .fault = {}};
            if (inflateReset(&stream) != Z_OK)
                return failed(GzipFault::Damaged);
        } else if (code == Z_BUF_ERROR || (code == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
            return failed(GzipFault::CutShort);
        } else if (code != Z_OK) {
            return failed(GzipFault::Damaged);
        }
    }
}

} // namespace lockkeeper::sources::mailman
