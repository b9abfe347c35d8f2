// QXmlStreamReader with bounds for what comes from outside: elements nest only so deep, everything is
// read without recursion, and nothing outside the document is looked for.
#pragma once

#include <QByteArray>
#include <QString>
#include <QXmlStreamReader>

#include <memory>

namespace lockkeeper::sources::papers {

class XmlText final
{
public:
    explicit XmlText(const QByteArray &document);
    ~XmlText();
    XmlText(const XmlText &) = delete;
    XmlText &operator=(const XmlText &) = delete;

    // Like QXmlStreamReader's. False at the parent's end, and after an error.
    [[nodiscard]] bool nextChild();
    [[nodiscard]] QStringView name() const { return m_xml.qualifiedName(); }
    [[nodiscard]] QString attribute(QLatin1StringView name) const;

    // Of the current element, up to its end: all text in it, whatever markup is around; or nothing.
    [[nodiscard]] QString text();
    void skip();

    // To the end of the document; false if it is missing, or something was wrong before.
    [[nodiscard]] bool finish();
    // What is wrong and where, once something is.
    [[nodiscard]] QString problem() const;
    void refuse(const QString &why) { m_xml.raiseError(why); }

private:
    class Entities;

    void gather(QString *text);
    [[nodiscard]] bool advance();

    std::unique_ptr<Entities> m_entities;
    QXmlStreamReader m_xml;
    int m_depth = 0;
};

} // namespace lockkeeper::sources::papers
