#include "demo/code/Tarball.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace lockkeeper::demo {

namespace {
struct WriterDeleter
{
    void operator()(archive *it) const { archive_write_free(it); }
};
struct EntryDeleter
{
    void operator()(archive_entry *it) const { archive_entry_free(it); }
};

la_ssize_t append(archive *, void *bytes, const void *data, size_t size)
{
    static_cast<QByteArray *>(bytes)->append(static_cast<const char *>(data), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}
} // namespace

QByteArray tarball(const QList<TarEntry> &entries, bool packed)
{
    constexpr int readable = 0644;
    QByteArray bytes;
    const std::unique_ptr<archive, WriterDeleter> writer(archive_write_new());
    archive_write_set_format_pax_restricted(writer.get()); // as git archive does
    if (packed)
        archive_write_add_filter_gzip(writer.get());
    archive_write_open(writer.get(), &bytes, nullptr, append, nullptr);
    for (const TarEntry &entry : entries) {
        const std::unique_ptr<archive_entry, EntryDeleter> header(archive_entry_new());
        archive_entry_set_pathname(header.get(), entry.name.constData());
        archive_entry_set_perm(header.get(), readable);
        if (entry.linkTo.isEmpty()) {
            archive_entry_set_filetype(header.get(), AE_IFREG);
            archive_entry_set_size(header.get(), entry.content.size());
        } else {
            archive_entry_set_filetype(header.get(), AE_IFLNK);
            archive_entry_set_symlink(header.get(), entry.linkTo.constData());
        }
        archive_write_header(writer.get(), header.get());
        archive_write_data(writer.get(), entry.content.constData(),
                           static_cast<size_t>(entry.content.size()));
    }
    archive_write_close(writer.get());
    return bytes;
}

} // namespace lockkeeper::demo
