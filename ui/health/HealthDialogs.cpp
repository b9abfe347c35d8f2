#include "ui/health/HealthDialogs.h"

#include "backup/OtherCopies.h"
#include "ui/common/Format.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::HealthDialogs)
};

constexpr int recoverWidth = 620;

void chooseNewFile(QDialog &parent, QLineEdit &field)
{
    auto *dialog = new QFileDialog(&parent, Tr::tr("Recover into a new file"), QFileInfo(field.text()).path(),
                                   Tr::tr("Databases (*.db)"));
    dialog->setObjectName(u"recoverFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // one that is there is refused
    dialog->selectFile(QFileInfo(field.text()).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, &field,
                     [&field](const QString &chosen) { field.setText(QDir::toNativeSeparators(chosen)); });
    dialog->open();
}
} // namespace

void askToCompact(const QStringList &names, const QList<DatabaseRow> &rows, QWidget *parent,
                  const std::function<void()> &compact)
{
    qint64 back = 0;
    qint64 needed = 0; // several may be at it at once
    qint64 room = -1;
    for (const DatabaseRow &row : rows) {
        back += row.freeBytes();
        needed += row.roomToCompact;
        room = std::max(room, row.room);
    }
    auto *box =
        new QMessageBox(QMessageBox::Question, Tr::tr("Compact"),
                        Tr::tr("Compact %1? This gives back %2.").arg(names.join(u", "_s), formatBytes(back)),
                        QMessageBox::NoButton, parent);
    box->setObjectName(u"compactDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QString takes = Tr::tr("It takes %1 of the disk for a while.").arg(formatBytes(needed));
    if (room >= 0)
        takes = room < needed ? Tr::tr("It takes %1 of the disk for a while, but only %2 are left.")
                                    .arg(formatBytes(needed), formatBytes(room))
                              : Tr::tr("It takes %1 of the disk for a while; %2 are left.")
                                    .arg(formatBytes(needed), formatBytes(room));
    box->setInformativeText(
        takes + ' '_L1 +
        Tr::tr("Meanwhile that community’s sync pauses, and nobody else can write. Stopped or "
               "interrupted, the database is as it was."));
    QPushButton *yes = box->addButton(Tr::tr("&Compact"), QMessageBox::AcceptRole);
    yes->setObjectName(u"compactStart"_s);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(yes);
    QObject::connect(yes, &QPushButton::clicked, parent, compact);
    box->open();
}

void askToRecover(const QString &name, const DatabaseRow &row, const QString &folder, QWidget *parent,
                  const std::function<void(const QString &)> &recover)
{
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(u"recoverDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("Recover %1").arg(name));
    auto *what =
        new QLabel(Tr::tr("Every row that can still be read is copied into a new file, and its indexes are "
                          "made anew. The damaged database is only read. Look at what came of it, and "
                          "restore the new file if it is what you want."),
                   dialog);
    what->setWordWrap(true);
    // No backup's name: a restore would take it for one of another community's.
    auto *file = new QLineEdit(
        QDir::toNativeSeparators(folder + '/'_L1 +
                                 backup::recoveredFileName(row.community, QDateTime::currentDateTimeUtc())),
        dialog);
    file->setObjectName(u"recoverFile"_s);
    auto *label = new QLabel(Tr::tr("&New file:"), dialog);
    label->setBuddy(file);
    file->setAccessibleName(Tr::tr("New file"));
    auto *browse = new QPushButton(Tr::tr("&Choose…"), dialog);
    browse->setObjectName(u"recoverBrowse"_s);
    browse->setAutoDefault(false);
    QObject::connect(browse, &QPushButton::clicked, dialog,
                     [dialog, file] { chooseNewFile(*dialog, *file); });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *start = buttons->addButton(Tr::tr("&Recover"), QDialogButtonBox::AcceptRole);
    start->setObjectName(u"recoverStart"_s);
    start->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, parent,
                     [file, recover] { recover(QDir::fromNativeSeparators(file->text().trimmed())); });
    QObject::connect(file, &QLineEdit::textChanged, start,
                     [start](const QString &text) { start->setEnabled(!text.trimmed().isEmpty()); });
    auto *line = new QHBoxLayout;
    line->addWidget(label);
    line->addWidget(file, 1);
    line->addWidget(browse);
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(what);
    column->addLayout(line);
    column->addWidget(buttons);
    dialog->resize(recoverWidth, column->totalHeightForWidth(recoverWidth)); // no more than its text takes
    start->setFocus();
    dialog->open();
}

} // namespace lockkeeper::ui
