#include "ui/inspector/item/LinkQuestion.h"

#include "ui/inspector/item/ItemWords.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::LinkQuestion)
};

QString question(const QUrl &url, bool open)
{
    if (!open)
        return Tr::tr("Only web and mail addresses are opened from here. This one can be copied.");
    if (url.scheme() == "mailto"_L1)
        return Tr::tr("Write a mail to this address?");
    return Tr::tr("Open this address of %1 in the browser?").arg(url.host(QUrl::FullyEncoded));
}
} // namespace

QString plainAddress(const QString &address)
{
    const QUrl url(address, QUrl::TolerantMode);
    return url.isValid() ? QString::fromLatin1(url.toEncoded(QUrl::FullyEncoded))
                         : QString::fromLatin1(QUrl::toPercentEncoding(address, ":/?#[]@!$&'()*+,;=%"));
}

void askToOpen(QWidget *parent, const QString &address, LinkFrom from)
{
    const QString plain = plainAddress(address);
    const QUrl url(plain, QUrl::StrictMode);
    const bool open = canBeOpened(plain);

    auto *dialog = new QDialog(parent);
    dialog->setObjectName(linkQuestionName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(Tr::tr("Open an address"));
    auto *words = new QLabel(question(url, open), dialog);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *shown = new QPlainTextEdit(plain, dialog);
    shown->setObjectName(u"linkAddress"_s);
    shown->setAccessibleName(Tr::tr("The address"));
    shown->setReadOnly(true);
    shown->setTabChangesFocus(true);
    shown->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    shown->setWordWrapMode(QTextOption::WrapAnywhere);
    shown->setFixedHeight(shown->fontMetrics().lineSpacing() * 5);
    words->setBuddy(shown);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *copy = buttons->addButton(Tr::tr("&Copy address"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"linkCopy"_s);
    QObject::connect(copy, &QPushButton::clicked, dialog, [dialog, plain] {
        QApplication::clipboard()->setText(plain);
        dialog->reject();
    });
    QPushButton *standard = buttons->button(QDialogButtonBox::Cancel);
    if (open) {
        QPushButton *toBrowser = buttons->addButton(
            url.scheme() == "mailto"_L1 ? Tr::tr("&Write") : Tr::tr("&Open"), QDialogButtonBox::AcceptRole);
        toBrowser->setObjectName(u"linkOpen"_s);
        QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, [dialog, url] {
            dialog->accept();
            QDesktopServices::openUrl(url);
        });
        if (from == LinkFrom::Item)
            standard = toBrowser;
    }
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    standard->setDefault(true);

    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(words);
    layout->addWidget(shown);
    layout->addWidget(buttons);
    dialog->resize(520, dialog->sizeHint().height());
    standard->setFocus();
    dialog->open();
}

} // namespace lockkeeper::ui
