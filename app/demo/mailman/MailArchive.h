// A mailing list's archive as Mailman 2's pipermail publishes it: the index of its periods, their listings,
// message pages and mbox files, all from the same mails. Not thread-safe.
#pragma once

#include "demo/HttpServer.h"
#include "demo/mailman/Mail.h"
#include "demo/mailman/MailPages.h"

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QString>

#include <vector>

namespace lockkeeper::demo {

[[nodiscard]] QByteArray gzipped(const QByteArray &bytes);

class MailArchive final
{
public:
    enum class Files { Packed, Plain, PackedByServer, Missing };

    // To a period's end, with the next number where the mail has none. Periods are named as Mailman names
    // their folders.
    void add(const QString &period, const Mail &mail);
    void remove(const QString &period, int number);

    void setFiles(Files files) { m_files = files; } // the mbox files
    void setFiles(const QString &period, Files files) { m_ownFiles.insert(period, files); }
    // What the mbox file holds instead of the mails.
    void setFileText(const QString &period, const QByteArray &text) { m_fileTexts.insert(period, text); }
    void setNewer(bool newer) { m_newer = newer; } // see MailPages
    void setCharset(const QString &period, const QByteArray &charset) { m_charsets.insert(period, charset); }
    void setEtags(bool etags) { m_etags = etags; }

    // `path` below the archive's folder, "2024-May/thread.html"; 404 where there is nothing.
    [[nodiscard]] HttpAnswer answer(const QString &path, const HttpRequest &request) const;

    [[nodiscard]] const std::vector<Mail> &mails(const QString &period) const;
    [[nodiscard]] std::vector<Mail> mails() const; // all, by number
    [[nodiscard]] MailPages pagesOf(const QString &period) const;
    [[nodiscard]] QStringList periods() const { return m_periods.keys(); }
    [[nodiscard]] int lastNumber() const { return m_lastNumber; }

private:
    [[nodiscard]] Files filesOf(const QString &period) const { return m_ownFiles.value(period, m_files); }
    [[nodiscard]] QByteArray index() const;
    [[nodiscard]] HttpAnswer file(const QString &name) const;
    [[nodiscard]] HttpAnswer page(const QString &period, const QString &name) const;

    QMap<QString, std::vector<Mail>> m_periods;
    QHash<QString, QByteArray> m_fileTexts;
    QHash<QString, QByteArray> m_charsets;
    QHash<QString, Files> m_ownFiles;
    Files m_files = Files::Packed;
    bool m_newer = false;
    bool m_etags = true;
    int m_lastNumber = 0;
};

} // namespace lockkeeper::demo
