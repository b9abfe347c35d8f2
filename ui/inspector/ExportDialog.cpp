#include "ui/inspector/ExportDialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::ExportDialog)
};

void askToReplace(QWidget *parent, const ExportQuestion &question, const QString &path,
                  const std::function<void(const QString &path)> &chosen)
{
    auto *box = new QMessageBox(
        QMessageBox::Question, Tr::tr("Export"),
        Tr::tr("%1 is there already. Shall it be replaced?").arg(QDir::toNativeSeparators(path)),
        QMessageBox::Cancel, parent);
    box->setObjectName(u"exportReplace"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QPushButton *replace = box->addButton(Tr::tr("&Replace it"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(replace, &QPushButton::clicked, parent, [path, chosen] { chosen(path); });
    QObject::connect(box, &QMessageBox::rejected, parent, [parent, question, path, chosen] {
        const QFileInfo file(path);
        ExportQuestion again = question;
        again.folder = file.path();
        again.name = file.fileName();
        askForExport(parent, again, chosen);
    });
    box->open();
}
} // namespace

// The dialog itself asks about the name that was typed. Where it is the desktop's, a default suffix would be
// appended after that: so there is none, and it is appended here.
void askForExport(QWidget *parent, const ExportQuestion &question,
                  const std::function<void(const QString &path)> &chosen)
{
    auto *dialog = new QFileDialog(parent, Tr::tr("Export"), question.folder);
    dialog->setObjectName(question.dialogName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const ExportFormat &format : question.formats)
        filters.append(format.filter);
    dialog->setNameFilters(filters);
    for (const ExportFormat &format : question.formats) {
        if (question.name.endsWith(u'.' + format.suffix, Qt::CaseInsensitive))
            dialog->selectNameFilter(format.filter);
    }
    dialog->selectFile(question.name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [parent, dialog, question, chosen](const QString &path) {
                         if (!QFileInfo(path).suffix().isEmpty()) {
                             chosen(path);
                             return;
                         }
                         QString suffix = question.formats.constFirst().suffix;
                         for (const ExportFormat &format : question.formats) {
                             if (format.filter == dialog->selectedNameFilter())
                                 suffix = format.suffix;
                         }
                         const QString whole = path + (path.endsWith(u'.') ? QString() : u"."_s) + suffix;
                         if (QFileInfo::exists(whole))
                             askToReplace(parent, question, whole, chosen);
                         else
                             chosen(whole);
                     });
    dialog->open();
}

} // namespace lockkeeper::ui
