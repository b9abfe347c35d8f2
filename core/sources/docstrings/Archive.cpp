#include "sources/docstrings/Archive.h"

#include "base/Text.h"
#include "sources/docstrings/FileReader.h"

#include <QCoreApplication>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::docstrings {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::docstrings)
};

constexpr qsizetype slice = 256 * 1024; // between two looks at the stop token
constexpr qsizetype longestPath = 1024;

struct ArchiveDeleter
{
    void operator()(archive *it) const { archive_read_free(it); }
};

Error broken(const QString &text)
{
    return {.kind = ErrorKind::BadAnswer,
            .text = text,
            .hint = Tr::tr("Nothing was written. Try again later."),
            .url = {}};
}

// The path below the archive's top folder; nothing where it is none, or leads elsewhere.
std::optional<QString> pathWithin(const QString &name)
{
    const qsizetype slash = name.indexOf(u'/');
    const QString path = slash > 0 ? name.mid(slash + 1) : QString();
    if (path.isEmpty() || path.size() > longestPath || path != cleaned(path) ||
        name.contains(QChar::ReplacementCharacter))
        return {};
    for (const QChar c : path) {
        if (c.category() == QChar::Other_Control)
            return {};
    }
    const QStringList parts = name.split(u'/');
    if (parts.contains(u"."_s) || parts.contains(u".."_s) || parts.contains(QString()))
        return {};
    return path;
}

class Reader final
{
public:
    Reader(const QByteArray &bytes, const QStringList &languages, const std::stop_token &stop,
           const ArchiveLimits &limits)
        : m_bytes(bytes)
        , m_languages(languages)
        , m_stop(stop)
        , m_limits(limits)
        , m_archive(archive_read_new())
    {
    }

    [[nodiscard]] Result<SourceTree> run();

private:
    static la_ssize_t more(archive *, void *self, const void **buffer);
    [[nodiscard]] Error fault() const;
    [[nodiscard]] Result<void> take(archive_entry *entry);
    [[nodiscard]] Result<QByteArray> content(qint64 size);
    [[nodiscard]] SourceTree sorted();

    const QByteArray &m_bytes;
    const QStringList &m_languages;
    const std::stop_token &m_stop;
    const ArchiveLimits &m_limits;
    std::unique_ptr<archive, ArchiveDeleter> m_archive;
    qsizetype m_given = 0; // of m_bytes
    qint64 m_entries = 0;
    qint64 m_unpacked = 0;
    qint64 m_kept = 0;
    qint64 m_files = 0;
    QMap<QString, QMap<QString, QByteArray>>
        m_found; // language, path: a later entry of a name replaces the earlier
    QMap<QString, std::vector<store::SkippedItem>> m_skipped;
};

la_ssize_t Reader::more(archive *, void *self, const void **buffer)
{
    auto *reader = static_cast<Reader *>(self);
    if (reader->m_stop.stop_requested())
        return ARCHIVE_FATAL;
    const qsizetype size = std::min(slice, reader->m_bytes.size() - reader->m_given);
    *buffer = reader->m_bytes.constData() + reader->m_given;
    reader->m_given += size;
    return size;
}

Error Reader::fault() const
{
    if (m_stop.stop_requested())
        return cancelledError();
    const char *text = archive_error_string(m_archive.get());
    return broken(Tr::tr("The archive is damaged or breaks off: %1.")
                      .arg(text == nullptr ? Tr::tr("no reason given") : QString::fromLocal8Bit(text)));
}

Result<QByteArray> Reader::content(qint64 size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    qsizetype read = 0;
    while (read < bytes.size()) {
        const la_ssize_t part =
            archive_read_data(m_archive.get(), bytes.data() + read, static_cast<size_t>(bytes.size() - read));
        if (part <= 0)
            return fault();
        read += part;
    }
    return bytes;
}

Result<void> Reader::take(archive_entry *entry)
{
    const qint64 size = archive_entry_size(entry);
    m_unpacked += std::max<qint64>(0, size);
    if (++m_entries > m_limits.entries || m_unpacked > m_limits.unpacked)
        return broken(Tr::tr("The archive holds more than a repository does: it was not read to its end."));
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr)
        return {};
    const char *utf8 = archive_entry_pathname_utf8(entry);
    const char *raw = utf8 != nullptr ? utf8 : archive_entry_pathname(entry); // in a locale that is not UTF-8
    const QString name = QString::fromUtf8(raw);
    const QString language = languageOf(name);
    if (!m_languages.contains(language))
        return {};
    const bool isTooLarge = size < 0 || size > largestFile;
    m_kept += isTooLarge ? 0 : size;
    if (++m_files > m_limits.files || m_kept > m_limits.bytes)
        return broken(
            Tr::tr("The archive has more source files than can be read: it was not read to its end."));
    const std::optional<QString> path = pathWithin(name);
    if (!path) {
        const QString shown = cutTo(cleaned(name), 200);
        m_skipped[language].push_back(
            {.key = shown, .reason = Tr::tr("%1: its name is not one of a file in a repository").arg(shown)});
        return {};
    }
    if (isTooLarge) {
        m_skipped[language].push_back(
            {.key = *path,
             .reason = Tr::tr("%1: it is larger than %2 MB").arg(*path).arg(largestFile / 1024 / 1024)});
        return {};
    }
    Result<QByteArray> bytes = content(size);
    if (!bytes)
        return bytes.error();
    m_found[language].insert(*path, *bytes);
    return {};
}

SourceTree Reader::sorted()
{
    SourceTree tree;
    for (const QString &language : m_languages) {
        LanguageFiles &files = tree[language];
        QMap<QString, QByteArray> &found = m_found[language];
        for (auto it = found.cbegin(); it != found.cend(); ++it)
            files.files.push_back({.path = it.key(), .bytes = it.value()});
        files.skipped = std::move(m_skipped[language]);
    }
    return tree;
}

Result<SourceTree> Reader::run()
{
    constexpr qint64 block = 512; // of a tar file
    archive *it = m_archive.get();
    if (it == nullptr || archive_read_support_filter_gzip(it) < ARCHIVE_WARN ||
        archive_read_support_format_tar(it) < ARCHIVE_WARN ||
        archive_read_open(it, this, nullptr, more, nullptr) != ARCHIVE_OK)
        return m_stop.stop_requested() ? cancelledError() : broken(Tr::tr("It is not an archive (.tar.gz)."));
    qint64 endOfLast = 0; // in the unpacked bytes
    while (true) {
        archive_entry *entry = nullptr;
        const int state = archive_read_next_header(it, &entry);
        if (state == ARCHIVE_EOF)
            break;
        if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
            return m_entries == 0 && !m_stop.stop_requested()
                       ? broken(Tr::tr("It is not an archive (.tar.gz)."))
                       : fault();
        const qint64 size = std::max<qint64>(0, archive_entry_size(entry));
        endOfLast = archive_filter_bytes(it, 0) + (size + block - 1) / block * block;
        if (Result<void> taken = take(entry); !taken)
            return taken.error();
    }
    // A tar file ends with empty blocks. libarchive doesn't mind where they are missing; then the rest is,
    // too.
    if (m_entries == 0 || archive_filter_bytes(it, 0) <= endOfLast)
        return broken(Tr::tr("The archive breaks off: its end is missing."));
    return sorted();
}
} // namespace

Result<SourceTree> readArchive(const QByteArray &archive, const QStringList &languages,
                               const std::stop_token &stop, const ArchiveLimits &limits)
{
    return Reader(archive, languages, stop, limits).run();
}

} // namespace lockkeeper::sources::docstrings
