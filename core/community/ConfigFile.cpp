#include "community/ConfigFile.h"

#include "community/ProblemList.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace lockkeeper::community {

using namespace Qt::StringLiterals;

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Configuration)
};

// The bytes a UTF-8 character takes by its first one; 0 if none begins so.
qsizetype lengthOf(unsigned char first)
{
    if (first < 0x80U)
        return 1;
    if (first < 0xC2U || first > 0xF4U)
        return 0;
    return first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
}

// Where the first character stands that is not UTF-8; -1 if all are.
qsizetype firstBadByte(const QByteArray &text)
{
    if (text.isValidUtf8())
        return -1;
    const QByteArrayView view(text);
    for (qsizetype i = 0; i < view.size();) {
        const qsizetype length = lengthOf(static_cast<unsigned char>(view.at(i)));
        if (length == 0 || i + length > view.size() || !view.sliced(i, length).isValidUtf8())
            return i;
        i += length;
    }
    return 0;
}

qsizetype firstControlCharacter(const QByteArray &text)
{
    const auto found = std::find_if(text.cbegin(), text.cend(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\r' && c != '\t';
    });
    return found == text.cend() ? -1 : found - text.cbegin();
}

Mark markAt(const QByteArray &text, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(text).first(offset);
    return {.line = static_cast<int>(before.count('\n')),
            .byteColumn = static_cast<int>(offset - before.lastIndexOf('\n') - 1)};
}

std::optional<QByteArray> readBytes(const QString &path, ProblemList &problems)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isFile()) {
        // A pipe or a device could be read for ever.
        problems.error({}, {}, Tr::tr("This is not a file."),
                       Tr::tr("Put the configuration's file in its place."));
        return std::nullopt;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problems.error({}, {}, Tr::tr("The file cannot be read: %1.").arg(file.errorString()),
                       Tr::tr("Check that it exists and that you may read it."));
        return std::nullopt;
    }
    const QByteArray bytes = file.read(maxConfigBytes + 1);
    if (file.error() != QFileDevice::NoError) {
        problems.error({}, {}, Tr::tr("The file cannot be read: %1.").arg(file.errorString()),
                       Tr::tr("Check the disk it is on."));
        return std::nullopt;
    }
    return bytes;
}
} // namespace

std::optional<QByteArray> readConfigFile(const QString &path, ProblemList &problems)
{
    auto text = readBytes(path, problems);
    return text ? checkConfigText(*std::move(text), problems) : std::nullopt;
}

std::optional<QByteArray> checkConfigText(QByteArray text, ProblemList &problems)
{
    if (text.size() > maxConfigBytes) {
        problems.error({}, {}, Tr::tr("The file is larger than 1 MiB, so it is not a configuration."),
                       Tr::tr("Check which file this is."));
        return std::nullopt;
    }
    problems.setText(text);
    if (const qsizetype bad = firstBadByte(text); bad >= 0) {
        problems.error(markAt(text, bad), {}, Tr::tr("The text is not UTF-8 from here on."),
                       Tr::tr("Save the file as UTF-8."));
        return std::nullopt;
    }
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    problems.setText(text);
    if (const qsizetype control = firstControlCharacter(text); control >= 0) {
        problems.error(markAt(text, control), {},
                       Tr::tr("A control character stands here, which YAML does not allow."),
                       Tr::tr("Remove it; your editor may show it as ^ and a letter."));
        return std::nullopt;
    }
    return text;
}

} // namespace lockkeeper::community
