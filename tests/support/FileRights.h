// Root may read and write whatever a file's mode forbids, so a test of what a mode forbids would test nothing
// there, as in most containers.
#pragma once

#if defined(__linux__)
#include <linux/capability.h>
#include <sys/syscall.h>
#endif
#include <unistd.h>

namespace lockkeeper::tests {

// From here on the modes of files count for this thread and those it makes, for good. False: they don't.
inline bool giveUpRootsRights()
{
    if (::geteuid() != 0)
        return true;
#if defined(__linux__)
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3]{};
    if (::syscall(SYS_capget, &header, data) != 0)
        return false;
    constexpr __u32 overrides = (1U << CAP_DAC_OVERRIDE) | (1U << CAP_DAC_READ_SEARCH);
    data[0].effective &= ~overrides;
    data[0].permitted &= ~overrides; // access() goes by these
    data[0].inheritable &= ~overrides;
    return ::syscall(SYS_capset, &header, data) == 0;
#else
    return false;
#endif
}

} // namespace lockkeeper::tests
