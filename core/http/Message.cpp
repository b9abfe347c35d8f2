#include "http/Message.h"

namespace lockkeeper::http {

QByteArray header(const Headers &headers, const char *name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace lockkeeper::http
