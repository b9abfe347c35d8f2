// Lets the system write out what stands in a file while it is made, so that less is left for syncFile(). For
// a file that nobody else has open: its end drops SQLite's locks on it.
#pragma once

#include <QString>

#include <thread>

namespace lockkeeper::store {

class Writeback final
{
public:
    explicit Writeback(const QString &path); // what fails here fails in syncFile(), too, and is told there
    ~Writeback();
    Writeback(const Writeback &) = delete;
    Writeback &operator=(const Writeback &) = delete;

private:
    int m_descriptor;
    std::jthread m_thread; // handing pages to the disk is a fifth of the work of a copy
};

} // namespace lockkeeper::store
