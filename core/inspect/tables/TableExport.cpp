#include "inspect/tables/TableExport.h"

#include "inspect/tables/PlaceSearch.h"
#include "inspect/tables/WholeRows.h"
#include "store/DiskFiles.h"
#include "store/FilteredCopy.h"
#include "store/Reading.h"
#include "store/ScratchFolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace lockkeeper::inspect {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::inspect)
};

using store::ReadRow;

Error fileError(const QFileDevice &file, const QString &path)
{
    const bool full =
        file.error() == QFileDevice::ResourceError || errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
    const bool denied =
        file.error() == QFileDevice::OpenError || file.error() == QFileDevice::PermissionsError;
    return {.kind = full     ? ErrorKind::DiskFull
                    : denied ? ErrorKind::ReadOnly
                             : ErrorKind::Internal,
            .text =
                Tr::tr("%1 can't be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString()),
            .hint = full     ? Tr::tr("Make room on that disk, or choose another folder.")
                    : denied ? Tr::tr("Choose a folder that you may write to.")
                             : QString(),
            .url = {}};
}

// A database that somebody has open must not get another file in its place.
Result<void> mayReplace(const TableExport &what)
{
    const QFileInfo target(what.path);
    const QFileInfo original(what.question.database);
    if (target.exists() && target.canonicalFilePath() == original.canonicalFilePath())
        return Error{
            .kind = ErrorKind::Config,
            .text = Tr::tr("%1 is the database that is being read.").arg(QDir::toNativeSeparators(what.path)),
            .hint = Tr::tr("Choose another name."),
            .url = {}};
    for (const QLatin1StringView beside : {"-wal"_L1, "-journal"_L1, "-shm"_L1}) {
        if (QFileInfo::exists(what.path + beside))
            return Error{
                .kind = ErrorKind::Config,
                .text = Tr::tr("%1 is a database that is in use.").arg(QDir::toNativeSeparators(what.path)),
                .hint = Tr::tr("Choose another name."),
                .url = {}};
    }
    return {};
}

struct ExportedRow
{
    Key key;
    QVariantList values;
    qsizetype place = 0; // within its batch
};

class Exporting final
{
public:
    Exporting(const TableExport &what, const std::function<void(const ExportProgress &)> &told,
              const std::stop_token &stop)
        : m_what(what)
        , m_question(what.question)
        , m_told(told)
        , m_stop(stop)
        , m_places(what.places)
    {
    }

    Result<qint64> operator()()
    {
        if (const Result<void> may = mayReplace(m_what); !may)
            return may.error();
        const bool anyOrder = m_what.format == TableFormat::Database && !m_question.filtered();
        if (!m_places && !anyOrder && m_question.ready() == nullptr) {
            Result<SharedPlaces> found = findPlaces(
                m_question,
                [this](const PlacesProgress &so) { tell({.looking = true, .done = so.looked, .of = so.of}); },
                m_stop);
            if (!found)
                return found.error();
            m_places = *found;
        }
        if (m_places)
            m_of = m_places->rows();
        else if (const Result<qint64> about = askAbout(m_question, m_stop); about)
            m_of = *about;
        const Result<void> done = m_what.format == TableFormat::Database ? writeDatabase() : writeLines();
        return done ? Result<qint64>(m_done) : done.error();
    }

private:
    void tell(const ExportProgress &progress) const
    {
        if (m_told)
            m_told(progress);
    }

    void tellWritten() const { tell({.looking = false, .done = m_done, .of = std::max(m_of, m_done)}); }

    Result<void> writeLines()
    {
        QSaveFile file(m_what.path);
        if (!file.open(QIODevice::WriteOnly))
            return fileError(file, m_what.path);
        QVariantList names;
        for (const TableColumn &column : m_question.table.columns)
            names.append(column.name);
        if (m_what.format == TableFormat::Csv)
            file.write(csvLine(names));
        const qsizetype keys = m_question.table.natural.columns.size();
        QList<ExportedRow> rows;
        WholeBatch batch;
        batch.begin = [&rows] {
            rows.clear();
        };
        batch.take = [&](const ReadRow &row, int first) -> Result<void> {
            QVariantList values;
            for (int column = first; column < row.columns(); ++column)
                values.append(row.value(column));
            rows.append({.key = values.mid(0, keys), .values = values.mid(keys)});
            return {};
        };
        batch.end = [&](const QList<Key> &order) -> Result<void> {
            if (!order.isEmpty()) {
                for (ExportedRow &row : rows)
                    row.place = order.indexOf(row.key);
                std::ranges::sort(rows, {}, &ExportedRow::place);
            }
            QByteArray lines;
            for (const ExportedRow &row : std::as_const(rows))
                lines += m_what.format == TableFormat::Csv ? csvLine(row.values)
                                                           : jsonLine(m_question.table, row.values);
            m_done += rows.size();
            rows.clear();
            tellWritten();
            return file.write(lines) == lines.size() ? Result<void>() : fileError(file, m_what.path);
        };
        if (Result<void> written = readAll(m_question, m_places, batch, m_stop); !written)
            return written; // QSaveFile lets go of what was written
        if (m_stop.stop_requested())
            return cancelledError();
        return file.commit() ? Result<void>() : fileError(file, m_what.path);
    }

    Result<void> writeDatabase()
    {
        const QString folder = QFileInfo(m_what.path).absolutePath();
        const std::unique_ptr<store::ScratchFolder> scratch = store::ScratchFolder::make(folder, u"export"_s);
        if (!scratch)
            return Error{
                .kind = ErrorKind::ReadOnly,
                .text = Tr::tr("The folder %1 can't be written to.").arg(QDir::toNativeSeparators(folder)),
                .hint = Tr::tr("Choose a folder that you may write to."),
                .url = {}};
        const QString fresh = scratch->file(u"table.db"_s);
        Result<void> written = writeRows(fresh);
        if (written && m_stop.stop_requested())
            written = cancelledError();
        if (!written)
            return written;
        // Rename takes the place of a file that is there in one step.
        if (::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(m_what.path).constData()) != 0)
            return Error{.kind = ErrorKind::Internal,
                         .text = Tr::tr("%1 can't be written: %2.")
                                     .arg(QDir::toNativeSeparators(m_what.path), qt_error_string(errno)),
                         .hint = {},
                         .url = {}};
        return store::syncFolder(folder);
    }

    Result<void> writeRows(const QString &fresh)
    {
        Result<store::FilteredCopy> copy =
            store::askOf(m_question.database, m_stop, [&](store::Reading &original) {
                return store::FilteredCopy::make(original, m_question.table.name, m_question.table.rowId,
                                                 fresh, m_stop);
            });
        if (!copy)
            return copy.error();
        qint64 batchRows = 0;
        // The copy wants a row id that is no column of its own first, and generated columns not at all.
        TableQuestion stored = m_question;
        stored.table.columns.removeIf(
            [&](const TableColumn &column) { return !copy->columns().contains(column.name); });
        stored.sortColumn = -1; // an order is none of a table's
        stored.descending = false;
        const int keys = static_cast<int>(m_question.table.natural.columns.size());
        const bool withRowId = copy->columns().size() > stored.table.columns.size();
        WholeBatch batch;
        batch.begin = [&batchRows] {
            batchRows = 0;
        };
        batch.take = [&](const ReadRow &row, int first) -> Result<void> {
            ++batchRows;
            return copy->add(row, withRowId ? first : first + keys);
        };
        batch.end = [&](const QList<Key> &) -> Result<void> {
            m_done += batchRows;
            tellWritten();
            return {};
        };
        if (Result<void> read = readAll(stored, m_places, batch, m_stop); !read)
            return read;
        return copy->finish();
    }

    const TableExport &m_what;
    const TableQuestion &m_question;
    const std::function<void(const ExportProgress &)> &m_told;
    const std::stop_token &m_stop;
    SharedPlaces m_places;
    qint64 m_done = 0;
    qint64 m_of = 0;
};
} // namespace

Result<qint64> exportTable(const TableExport &what, const std::function<void(const ExportProgress &)> &told,
                           const std::stop_token &stop)
{
    return Exporting(what, told, stop)();
}

} // namespace lockkeeper::inspect
