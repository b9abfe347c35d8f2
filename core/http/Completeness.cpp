#include "http/Completeness.h"

namespace lockkeeper::http {

namespace {

bool isJson(const Headers &headers)
{
    const QByteArray type = header(headers, "Content-Type").split(';').constFirst().trimmed().toLower();
    return type == "application/json" || type.endsWith("+json");
}

// One pass, without recursion: what comes from outside may be nested as deeply as it likes.
bool endsInsideJson(const QByteArray &json)
{
    qint64 depth = 0;
    bool inText = false;
    for (const char *c = json.cbegin(); c != json.cend(); ++c) {
        if (inText) {
            if (*c == '\\' && c + 1 != json.cend())
                ++c;
            else if (*c == '"')
                inText = false;
        } else if (*c == '"') {
            inText = true;
        } else if (*c == '{' || *c == '[') {
            ++depth;
        } else if (*c == '}' || *c == ']') {
            --depth;
        }
    }
    return inText || depth > 0;
}

} // namespace

bool isCutShort(const Headers &headers, const QByteArray &body)
{
    const QByteArray length = header(headers, "Content-Length");
    const bool isPlain = header(headers, "Content-Encoding").isEmpty();
    if (!length.isEmpty() && isPlain)
        return body.size() < length.toLongLong();
    return isJson(headers) && (body.trimmed().isEmpty() || endsInsideJson(body));
}

} // namespace lockkeeper::http
