#include "sources/papers/XmlText.h"

#include "text/html/Entities.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::sources::papers {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::sources::papers)
};

// PubMed's own deepest is about 20, formulas included.
constexpr int deepest = 256;
// The parser compares every attribute of a tag with every other, and every tag with all that the DTD
// declares.
constexpr qsizetype longestTagBytes = 4096;
constexpr qsizetype longestDtd = 16'384;

// Where the tag that begins at `open` ends, its quoted values passed over; -1 if it does not.
qsizetype endOfTag(const QByteArray &document, qsizetype open)
{
    char quote = 0;
    for (qsizetype at = open; at < document.size() && at - open <= longestTagBytes; ++at) {
        const char c = document.at(at);
        if (quote != 0)
            quote = c == quote ? char(0) : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return -1;
}

// Whether no tag is longer than allowed, found in one pass and without parsing.
bool tagsAreShort(const QByteArray &document)
{
    qsizetype open = document.indexOf('<');
    while (open >= 0) {
        const QByteArray begin = document.mid(open, 9);
        qsizetype end = open;
        if (begin.startsWith("<!--"))
            end = document.indexOf("-->", open);
        else if (begin == "<![CDATA[")
            end = document.indexOf("]]>", open);
        else if (!begin.startsWith("<!"))
            end = endOfTag(document, open);
        if (end < 0) // too long, or missing: that the parser tells better
            return document.size() - open <= longestTagBytes || begin.startsWith("<!");
        open = document.indexOf('<', end + 1);
    }
    return true;
}
} // namespace

// Names that the DTD would declare, were it fetched: HTML's.
class XmlText::Entities final : public QXmlStreamEntityResolver
{
public:
    QString resolveUndeclaredEntity(const QString &name) override
    {
        const QString reference = u'&' + name + u';';
        const QString text = text::decodedEntities(reference);
        // What is markup in XML has names of its own; an unknown name is an error of the document.
        return text == reference || text.contains(u'<') || text.contains(u'&') ? QString() : text;
    }
};

XmlText::XmlText(const QByteArray &document)
    : m_entities(std::make_unique<Entities>())
    , m_xml(document)
{
    m_xml.setNamespaceProcessing(false);
    m_xml.setEntityResolver(m_entities.get());
    if (!tagsAreShort(document))
        refuse(Tr::tr("a tag is longer than %1 bytes").arg(longestTagBytes));
}

XmlText::~XmlText() = default;

bool XmlText::advance()
{
    switch (m_xml.readNext()) {
    case QXmlStreamReader::StartElement:
        if (++m_depth > deepest)
            refuse(Tr::tr("its elements nest deeper than %1").arg(deepest));
        break;
    case QXmlStreamReader::EndElement:
        --m_depth;
        break;
    case QXmlStreamReader::DTD:
        if (m_xml.text().size() > longestDtd)
            refuse(Tr::tr("its DTD is longer than %1 characters").arg(longestDtd));
        break;
    default:
        break;
    }
    return !m_xml.hasError() && !m_xml.atEnd();
}

bool XmlText::nextChild()
{
    while (advance()) {
        if (m_xml.isEndElement())
            return false;
        if (m_xml.isStartElement())
            return true;
    }
    return false;
}

QString XmlText::attribute(QLatin1StringView name) const
{
    return m_xml.attributes().value(name).toString();
}

void XmlText::gather(QString *text)
{
    const int inside = m_depth;
    while (m_depth >= inside && advance()) {
        if (text == nullptr)
            continue;
        if (m_xml.isCharacters())
            *text += m_xml.text();
        else if (m_xml.isEntityReference())
            text->append(u'&').append(m_xml.name()).append(u';');
    }
}

QString XmlText::text()
{
    QString text;
    gather(&text);
    return text;
}

void XmlText::skip()
{
    gather(nullptr);
}

bool XmlText::finish()
{
    while (advance()) {
    }
    return !m_xml.hasError();
}

QString XmlText::problem() const
{
    if (!m_xml.hasError())
        return {};
    if (m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError)
        return Tr::tr("the XML breaks off in line %1").arg(m_xml.lineNumber());
    return Tr::tr("the XML is broken in line %1 (%2)").arg(m_xml.lineNumber()).arg(m_xml.errorString());
}

} // namespace lockkeeper::sources::papers
