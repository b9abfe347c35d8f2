#include "inspect/RowWalk.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace lockkeeper::inspect {

namespace {
constexpr qint64 fewestRows = 200;
constexpr qint64 mostRows = 20'000;
constexpr auto shortStatement = 15ms;
constexpr auto longStatement = 40ms;
} // namespace

void RowPace::took(std::chrono::steady_clock::duration time)
{
    if (time > longStatement)
        m_rows = std::max(m_rows / 2, fewestRows);
    else if (time < shortStatement)
        m_rows = std::min(m_rows * 2, mostRows);
}

} // namespace lockkeeper::inspect
