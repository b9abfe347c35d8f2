// A hidden temporary folder for copies of a database, removed with the object. One that a killed program left
// behind is removed by the next one in the same place.
#pragma once

#include <QLockFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace lockkeeper::store {

class ScratchFolder final
{
public:
    // `<parent>/.lockkeeper-<purpose>-XXXXXX`. Null where that folder may not be written.
    [[nodiscard]] static std::unique_ptr<ScratchFolder> make(const QString &parent, const QString &purpose);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    explicit ScratchFolder(const QString &pattern);

    QTemporaryDir m_folder;
    std::unique_ptr<QLockFile> m_lock; // says that somebody alive uses the folder
};

} // namespace lockkeeper::store
