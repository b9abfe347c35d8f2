#include "text/python/CharacterNames.h"

#include <QHash>

#include <unicode/uchar.h>

#include <array>
#include <string_view>

namespace lockkeeper::text {

namespace {
struct Alias
{
    char32_t character;
    std::string_view name;
};

// What ICU does not know: control characters have no names, only aliases, and some others are abbreviated
// (Unicode's NameAliases, types control, figment, alternate and abbreviation).
constexpr std::array aliases = std::to_array<Alias>({
    {0x00, "NULL"},
    {0x00, "NUL"},
    {0x01, "START OF HEADING"},
    {0x01, "SOH"},
    {0x02, "START OF TEXT"},
    {0x02, "STX"},
    {0x03, "END OF TEXT"},
    {0x03, "ETX"},
    {0x04, "END OF TRANSMISSION"},
    {0x04, "EOT"},
    {0x05, "ENQUIRY"},
    {0x05, "ENQ"},
    {0x06, "ACKNOWLEDGE"},
    {0x06, "ACK"},
    {0x07, "ALERT"},
    {0x07, "BEL"},
    {0x08, "BACKSPACE"},
    {0x08, "BS"},
    {0x09, "CHARACTER TABULATION"},
    {0x09, "HORIZONTAL TABULATION"},
    {0x09, "HT"},
    {0x09, "TAB"},
    {0x0a, "LINE FEED"},
    {0x0a, "NEW LINE"},
    {0x0a, "END OF LINE"},
    {0x0a, "EOL"},
    {0x0a, "LF"},
    {0x0a, "NL"},
    {0x0b, "LINE TABULATION"},
    {0x0b, "VERTICAL TABULATION"},
    {0x0b, "VT"},
    {0x0c, "FORM FEED"},
    {0x0c, "FF"},
    {0x0d, "CARRIAGE RETURN"},
    {0x0d, "CR"},
    {0x0e, "SHIFT OUT"},
    {0x0e, "LOCKING-SHIFT ONE"},
    {0x0e, "SO"},
    {0x0f, "SHIFT IN"},
    {0x0f, "LOCKING-SHIFT ZERO"},
    {0x0f, "SI"},
    {0x10, "DATA LINK ESCAPE"},
    {0x10, "DLE"},
    {0x11, "DEVICE CONTROL ONE"},
    {0x11, "DC1"},
    {0x12, "DEVICE CONTROL TWO"},
    {0x12, "DC2"},
    {0x13, "DEVICE CONTROL THREE"},
    {0x13, "DC3"},
    {0x14, "DEVICE CONTROL FOUR"},
    {0x14, "DC4"},
    {0x15, "NEGATIVE ACKNOWLEDGE"},
    {0x15, "NAK"},
    {0x16, "SYNCHRONOUS IDLE"},
    {0x16, "SYN"},
    {0x17, "END OF TRANSMISSION BLOCK"},
    {0x17, "ETB"},
    {0x18, "CANCEL"},
    {0x18, "CAN"},
    {0x19, "END OF MEDIUM"},
    {0x19, "EOM"},
    {0x1a, "SUBSTITUTE"},
    {0x1a, "SUB"},
    {0x1b, "ESCAPE"},
    {0x1b, "ESC"},
    {0x1c, "INFORMATION SEPARATOR FOUR"},
    {0x1c, "FILE SEPARATOR"},
    {0x1c, "FS"},
    {0x1d, "INFORMATION SEPARATOR THREE"},
    {0x1d, "GROUP SEPARATOR"},
    {0x1d, "GS"},
    {0x1e, "INFORMATION SEPARATOR TWO"},
    {0x1e, "RECORD SEPARATOR"},
    {0x1e, "RS"},
    {0x1f, "INFORMATION SEPARATOR ONE"},
    {0x1f, "UNIT SEPARATOR"},
    {0x1f, "US"},
    {0x20, "SP"},
    {0x7f, "DELETE"},
    {0x7f, "DEL"},
    {0x80, "PADDING CHARACTER"},
    {0x80, "PAD"},
    {0x81, "HIGH OCTET PRESET"},
    {0x81, "HOP"},
    {0x82, "BREAK PERMITTED HERE"},
    {0x82, "BPH"},
    {0x83, "NO BREAK HERE"},
    {0x83, "NBH"},
    {0x84, "INDEX"},
    {0x84, "IND"},
    {0x85, "NEXT LINE"},
    {0x85, "NEL"},
    {0x86, "START OF SELECTED AREA"},
    {0x86, "SSA"},
    {0x87, "END OF SELECTED AREA"},
    {0x87, "ESA"},
    {0x88, "CHARACTER TABULATION SET"},
    {0x88, "HORIZONTAL TABULATION SET"},
    {0x88, "HTS"},
    {0x89, "CHARACTER TABULATION WITH JUSTIFICATION"},
    {0x89, "HORIZONTAL TABULATION WITH JUSTIFICATION"},
    {0x89, "HTJ"},
    {0x8a, "LINE TABULATION SET"},
    {0x8a, "VERTICAL TABULATION SET"},
    {0x8a, "VTS"},
    {0x8b, "PARTIAL LINE FORWARD"},
    {0x8b, "PARTIAL LINE DOWN"},
    {0x8b, "PLD"},
    {0x8c, "PARTIAL LINE BACKWARD"},
    {0x8c, "PARTIAL LINE UP"},
    {0x8c, "PLU"},
    {0x8d, "REVERSE LINE FEED"},
    {0x8d, "REVERSE INDEX"},
    {0x8d, "RI"},
    {0x8e, "SINGLE SHIFT TWO"},
    {0x8e, "SINGLE-SHIFT-2"},
    {0x8e, "SS2"},
    {0x8f, "SINGLE SHIFT THREE"},
    {0x8f, "SINGLE-SHIFT-3"},
    {0x8f, "SS3"},
    {0x90, "DEVICE CONTROL STRING"},
    {0x90, "DCS"},
    {0x91, "PRIVATE USE ONE"},
    {0x91, "PRIVATE USE-1"},
    {0x91, "PU1"},
    {0x92, "PRIVATE USE TWO"},
    {0x92, "PRIVATE USE-2"},
    {0x92, "PU2"},
    {0x93, "SET TRANSMIT STATE"},
    {0x93, "STS"},
    {0x94, "CANCEL CHARACTER"},
    {0x94, "CCH"},
    {0x95, "MESSAGE WAITING"},
    {0x95, "MW"},
    {0x96, "START OF GUARDED AREA"},
    {0x96, "START OF PROTECTED AREA"},
    {0x96, "SPA"},
    {0x97, "END OF GUARDED AREA"},
    {0x97, "END OF PROTECTED AREA"},
    {0x97, "EPA"},
    {0x98, "START OF STRING"},
    {0x98, "SOS"},
    {0x99, "SINGLE GRAPHIC CHARACTER INTRODUCER"},
    {0x99, "SGC"},
    {0x9a, "SINGLE CHARACTER INTRODUCER"},
    {0x9a, "SCI"},
    {0x9b, "CONTROL SEQUENCE INTRODUCER"},
    {0x9b, "CSI"},
    {0x9c, "STRING TERMINATOR"},
    {0x9c, "ST"},
    {0x9d, "OPERATING SYSTEM COMMAND"},
    {0x9d, "OSC"},
    {0x9e, "PRIVACY MESSAGE"},
    {0x9e, "PM"},
    {0x9f, "APPLICATION PROGRAM COMMAND"},
    {0x9f, "APC"},
    {0xa0, "NBSP"},
    {0xad, "SHY"},
    {0x34f, "CGJ"},
    {0x61c, "ALM"},
    {0x180b, "FVS1"},
    {0x180c, "FVS2"},
    {0x180d, "FVS3"},
    {0x180e, "MVS"},
    {0x180f, "FVS4"},
    {0x200b, "ZWSP"},
    {0x200c, "ZWNJ"},
    {0x200d, "ZWJ"},
    {0x200e, "LRM"},
    {0x200f, "RLM"},
    {0x202a, "LRE"},
    {0x202b, "RLE"},
    {0x202c, "PDF"},
    {0x202d, "LRO"},
    {0x202e, "RLO"},
    {0x202f, "NNBSP"},
    {0x205f, "MMSP"},
    {0x2060, "WJ"},
    {0x2066, "LRI"},
    {0x2067, "RLI"},
    {0x2068, "FSI"},
    {0x2069, "PDI"},
    {0xfeff, "BYTE ORDER MARK"},
    {0xfeff, "BOM"},
    {0xfeff, "ZWNBSP"},
});

// VS1 … VS256, the variation selectors.
std::optional<char32_t> variationSelector(const QByteArray &name)
{
    bool ok = false;
    const int number = name.startsWith("VS") && !name.startsWith("VS0") ? name.mid(2).toInt(&ok) : 0;
    if (!ok || number < 1 || number > 256 || name.size() > 5)
        return {};
    constexpr int inFirstBlock = 16;
    return static_cast<char32_t>(number <= inFirstBlock ? 0xfe00 + number - 1
                                                        : 0xe0100 + number - 1 - inFirstBlock);
}

// "CJK UNIFIED IDEOGRAPH-4E00" and the like end with their own number; a hundred thousand of them need no
// table.
std::optional<char32_t> numbered(const QByteArray &name)
{
    bool ok = false;
    const uint number = name.mid(name.lastIndexOf('-') + 1).toUInt(&ok, 16);
    if (!ok || number > UCHAR_MAX_VALUE)
        return {};
    std::array<char, 100> real{};
    UErrorCode status = U_ZERO_ERROR;
    u_charName(static_cast<UChar32>(number), U_UNICODE_CHAR_NAME, real.data(), real.size(), &status);
    if (U_FAILURE(status) || name != real.data())
        return {};
    return number;
}

using Names = QHash<QByteArray, char32_t>;

UBool addName(void *names, UChar32 character, UCharNameChoice, const char *name, int32_t length)
{
    const QByteArray text(name, length);
    if (!text.endsWith('-' + QByteArray::number(character, 16).toUpper()))
        static_cast<Names *>(names)->insert(text, static_cast<char32_t>(character));
    return true;
}

// ICU looks a name up by walking through all of them: a file full of names would take minutes.
Names readNames()
{
    Names names;
    for (const UCharNameChoice choice : {U_UNICODE_CHAR_NAME, U_CHAR_NAME_ALIAS}) {
        UErrorCode status =
            U_ZERO_ERROR; // without ICU's data there are no names, and escapes stay as written
        u_enumCharNames(0, UCHAR_MAX_VALUE + 1, addName, &names, choice, &status);
    }
    for (const Alias &alias : aliases)
        names.insert(QByteArray(alias.name.data(), static_cast<qsizetype>(alias.name.size())),
                     alias.character);
    return names;
}
} // namespace

std::optional<char32_t> characterByName(const QByteArray &name)
{
    static const Names names = readNames();
    const QByteArray upper = name.toUpper();
    if (const auto found = names.constFind(upper); found != names.cend())
        return *found;
    if (const std::optional<char32_t> selector = variationSelector(upper))
        return selector;
    return numbered(upper);
}

} // namespace lockkeeper::text
