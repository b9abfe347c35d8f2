// RFC 2047: "=?charset?encoding?text?=" in a header.
#include "sources/mailman/Charsets.h"
#include "sources/mailman/MailHeaders.h"
#include "sources/mailman/TransferEncodings.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::mailman {

namespace {
constexpr qsizetype longestWord = 1000; // the RFC allows 75

struct Word
{
    QByteArray charset;
    QByteArray bytes;
    qsizetype end = 0; // behind "?="
};

std::optional<Word> wordAt(const QByteArray &value, qsizetype at)
{
    const qsizetype charset = at + 2;
    const qsizetype kind = value.indexOf('?', charset);
    if (kind <= charset || kind - charset > 60 || kind + 2 >= value.size() || value.at(kind + 2) != '?')
        return {};
    const qsizetype text = kind + 3;
    const qsizetype end =
        QByteArrayView(value).sliced(text, std::min(longestWord, value.size() - text)).indexOf("?=");
    if (end < 0)
        return {};
    const QByteArray body = value.mid(text, end);
    Word word{.charset = value.mid(charset, kind - charset), .bytes = {}, .end = text + end + 2};
    if (const qsizetype language = word.charset.indexOf('*'); language >= 0) // RFC 2231, 5
        word.charset.truncate(language);
    switch (value.at(kind + 1)) {
    case 'B':
    case 'b':
        word.bytes = fromBase64(body);
        return word;
    case 'Q':
    case 'q':
        word.bytes = fromQuotedPrintable(QByteArray(body).replace('_', ' '));
        return word;
    default:
        return {};
    }
}
} // namespace

QString headerText(const QByteArray &value, const QByteArray &charset)
{
    QString text;
    qsizetype plain = 0; // begin of what is not written yet
    qsizetype at = value.indexOf("=?");
    while (at >= 0) {
        std::optional<Word> word = wordAt(value, at);
        if (!word) {
            at = value.indexOf("=?", at + 2);
            continue;
        }
        text += decodeText(QByteArrayView(value).sliced(plain, at - plain), charset);
        // A character may be split over two words, so they are decoded together; blanks between words are
        // none.
        while (true) {
            qsizetype next = word->end;
            while (next < value.size() && (value.at(next) == ' ' || value.at(next) == '\t'))
                ++next;
            if (!QByteArrayView(value).sliced(next).startsWith("=?"))
                break;
            const std::optional<Word> following = wordAt(value, next);
            if (!following)
                break;
            if (following->charset.compare(word->charset, Qt::CaseInsensitive) == 0) {
                word->bytes += following->bytes;
                word->end = following->end;
            } else {
                text += decodeText(word->bytes, word->charset);
                word = following;
            }
        }
        text += decodeText(word->bytes, word->charset);
        plain = word->end;
        at = value.indexOf("=?", plain);
    }
    text += decodeText(QByteArrayView(value).sliced(plain), charset);
    return text.simplified();
}

} // namespace lockkeeper::sources::mailman
