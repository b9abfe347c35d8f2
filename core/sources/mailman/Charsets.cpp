#include "sources/mailman/Charsets.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include <iconv.h>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
// Windows-1252's 0x80 … 0x9f (Unicode's CP1252.TXT). Mail that says Latin-1 means this as a rule: Latin-1 has
// control characters there, which no mail contains.
constexpr std::array<char16_t, 32> windows1252{
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

QString fromWindows1252(QByteArrayView bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    std::transform(bytes.cbegin(), bytes.cend(), text.begin(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 && byte < 0xa0 ? QChar(windows1252.at(byte - 0x80U)) : QChar(char16_t{byte});
    });
    return text;
}

QString guessed(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::Stateless); // half a character is an error
    const QString text = utf8(bytes);
    return utf8.hasError() ? fromWindows1252(bytes) : text;
}

// iconv_open() takes more than names ("//TRANSLIT", paths of modules): only names get through.
bool isName(const QByteArray &charset)
{
    return charset.size() <= 40 && std::all_of(charset.cbegin(), charset.cend(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                      c == ':';
           });
}

struct CloseConverter
{
    using pointer = iconv_t;
    void operator()(iconv_t converter) const { iconv_close(converter); }
};

std::optional<QString> throughIconv(QByteArrayView bytes, const QByteArray &charset)
{
    const iconv_t opened = iconv_open("UTF-8", charset.constData());
    if (opened == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): iconv's own error value
        return {};
    const std::unique_ptr<void, CloseConverter> converter(opened);
    QByteArray utf8;
    std::array<char, 4096> buffer{};
    QByteArray copy = bytes.toByteArray(); // iconv's interface is not const
    char *input = copy.data();
    std::size_t left = static_cast<std::size_t>(copy.size());
    while (left > 0) {
        char *output = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t done = iconv(opened, &input, &left, &output, &room);
        const int failure = errno;
        utf8.append(buffer.data(), static_cast<qsizetype>(buffer.size() - room));
        if (done == static_cast<std::size_t>(-1) && failure != E2BIG) {
            utf8.append("\xef\xbf\xbd");
            ++input;
            --left;
        }
    }
    return QString::fromUtf8(utf8);
}
} // namespace

QString decodeText(QByteArrayView bytes, const QByteArray &charset)
{
    const QByteArray name = charset.trimmed().toLower();
    if (name.isEmpty() || name == "us-ascii" || name == "ascii" || !isName(name))
        return guessed(bytes);
    if (name == "utf-8" || name == "utf8")
        return QString::fromUtf8(bytes);
    if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "windows-1252" ||
        name == "cp1252")
        return fromWindows1252(bytes);
    if (const auto encoding = QStringConverter::encodingForName(name.constData());
        encoding && *encoding != QStringConverter::System) {
        QStringDecoder decoder(*encoding);
        return decoder(bytes);
    }
    const std::optional<QString> converted = throughIconv(bytes, name);
    return converted ? *converted : guessed(bytes);
}

} // namespace lockkeeper::sources::mailman
