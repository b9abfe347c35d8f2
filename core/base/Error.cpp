#include "base/Error.h"

#include <QCoreApplication>

namespace lockkeeper {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Error)
};
} // namespace

QLatin1StringView errorKindName(ErrorKind kind)
{
    using namespace Qt::StringLiterals;
    switch (kind) {
    case ErrorKind::Network:
        return "network"_L1;
    case ErrorKind::Timeout:
        return "timeout"_L1;
    case ErrorKind::Http:
        return "http"_L1;
    case ErrorKind::RateLimited:
        return "rate_limited"_L1;
    case ErrorKind::Auth:
        return "auth"_L1;
    case ErrorKind::Gone:
        return "gone"_L1;
    case ErrorKind::BadAnswer:
        return "bad_answer"_L1;
    case ErrorKind::Locked:
        return "locked"_L1;
    case ErrorKind::DiskFull:
        return "disk_full"_L1;
    case ErrorKind::Corrupt:
        return "corrupt"_L1;
    case ErrorKind::ReadOnly:
        return "read_only"_L1;
    case ErrorKind::Config:
        return "config"_L1;
    case ErrorKind::Internal:
        return "internal"_L1;
    case ErrorKind::Cancelled:
        return "cancelled"_L1;
    }
    return "internal"_L1;
}

Error cancelledError()
{
    return {.kind = ErrorKind::Cancelled, .text = Tr::tr("Cancelled."), .hint = {}, .url = {}};
}

} // namespace lockkeeper
