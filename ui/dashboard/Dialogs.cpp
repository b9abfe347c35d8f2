#include "ui/dashboard/Dialogs.h"

#include "ui/common/Icons.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(lockkeeper::Dialogs)
};

QString keysText(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &key : action.shortcuts())
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join(u" · "_s);
}

QTableWidget *shortcutTable(const QList<QPair<QString, QString>> &rows, QWidget *parent)
{
    auto *table = new QTableWidget(static_cast<int>(rows.size()), 2, parent);
    table->setAccessibleName(Tr::tr("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({Tr::tr("Keys"), Tr::tr("What they do")});
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(rows.at(row).first));
        table->setItem(row, 1, new QTableWidgetItem(rows.at(row).second));
    }
    table->resizeColumnToContents(0);
    return table;
}
} // namespace

void showShortcuts(QWidget *parent, const QList<QAction *> &actions)
{
    QList<QPair<QString, QString>> rows;
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            rows.append({keysText(*action), QString(action->text()).remove('&'_L1).remove(u"…"_s)});
    }
    rows.append({Tr::tr("Enter"), Tr::tr("Details of the selected row")});
    rows.append({Tr::tr("← →"), Tr::tr("Close and open a community or source")});
    rows.append({Tr::tr("Shift, Ctrl"), Tr::tr("Select several rows")});
    rows.append({Tr::tr("[ ]"), Tr::tr("Locks: the previous and the next wait")});
    rows.append({Tr::tr("+ −"), Tr::tr("Locks: zoom")});
    rows.append({Tr::tr("← →, Ctrl further"), Tr::tr("Locks: earlier and later")});
    rows.append({Tr::tr("Home, End"), Tr::tr("Locks: the beginning; follow the newest")});
    rows.append({Tr::tr("Space"), Tr::tr("Locks: stand still")});
    rows.append({Tr::tr("↑ ↓"), Tr::tr("Locks: choose a lane")});
    rows.append({Tr::tr("Shift+← →"), Tr::tr("Locks: select a stretch of time; Esc: nothing")});
    rows.append({Tr::tr("↑ ↓, Enter, Esc"), Tr::tr("Search: into what was found, into the item, and back")});
    rows.append(
        {Tr::tr("Ctrl+Enter"), Tr::tr("Search: open the item in the browser, once its address is shown")});
    rows.append(
        {Tr::tr("Ctrl+Shift+L, Ctrl+Shift+M"), Tr::tr("Search: copy the item as a link, as Markdown")});
    rows.append({Tr::tr("Ctrl+Shift+R"), Tr::tr("Search: the item’s text raw or rendered")});
    rows.append({Tr::tr("Enter"), Tr::tr("Tables: open the row")});
    rows.append({Tr::tr("Ctrl+Shift+O"), Tr::tr("Tables: sort by the column, up, down, not at all")});
    rows.append({Tr::tr("Ctrl+Enter, Esc"), Tr::tr("SQL: run what is written, interrupt it")});
    rows.append({Tr::tr("Alt+↑ ↓"), Tr::tr("SQL: what was run before")});
    rows.append({Tr::tr("Enter"), Tr::tr("SQL: open the row’s item, or the row")});
    rows.append({Tr::tr("Ctrl+Space"), Tr::tr("SQL: names that fit")});
    rows.append({Tr::tr("Space"), Tr::tr("Switch to WAL: tick the selected databases")});
    rows.append({Tr::tr("Alt+← →"), Tr::tr("New community: the previous and the next step")});
    rows.append({Tr::tr("Delete"), Tr::tr("New community: remove the selected entry")});
    rows.append({Tr::tr("F10"), Tr::tr("Open the menu")});
    rows.append({Tr::tr("Menu, Shift+F10"), Tr::tr("What can be done with the selected rows")});

    auto *dialog = new QDialog(parent);
    dialog->setObjectName(u"shortcutsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Tr::tr("Keyboard shortcuts"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(shortcutTable(rows, dialog));
    layout->addWidget(buttons);
    dialog->resize(520, 560);
    dialog->open();
}

void showAbout(QWidget *parent, const QString &sqliteVersion)
{
    auto *box = new QMessageBox(parent);
    box->setObjectName(u"aboutDialog"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Tr::tr("About Lockkeeper"));
    box->setIconPixmap(programIcon().pixmap(QSize(64, 64), box->devicePixelRatioF()));
    box->setText(u"<h3>%1</h3>"_s.arg(
        Tr::tr("Lockkeeper %1").arg(QApplication::applicationVersion().toHtmlEscaped())));
    box->setInformativeText(
        Tr::tr("Keeps community knowledge bases in sync and shows who waits for whose lock.\n\n"
               "Qt %1, SQLite %2")
            .arg(QString::fromLatin1(qVersion()), sqliteVersion));
    box->setStandardButtons(QMessageBox::Close);
    box->setDefaultButton(QMessageBox::Close);
    box->open();
}

void askToQuit(QWidget *parent, const std::function<void()> &stopAndQuit)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, Tr::tr("A sync is running"),
                        Tr::tr("A sync is running. Stop it and quit?"), QMessageBox::NoButton, parent);
    box->setObjectName(quitDialogName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        Tr::tr("The batches in hand are finished first. Everything written so far stays, and the "
               "next sync goes on from there."));
    QPushButton *stop = box->addButton(Tr::tr("&Stop and quit"), QMessageBox::DestructiveRole);
    stop->setObjectName(u"stopAndQuit"_s);
    QPushButton *stay = box->addButton(Tr::tr("&Go on syncing"), QMessageBox::RejectRole);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    QObject::connect(stop, &QPushButton::clicked, parent, stopAndQuit);
    box->open();
}

void askForFolder(QWidget *parent, const QString &start, const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(parent, Tr::tr("Open a data folder"), start);
    dialog->setObjectName(u"folderDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept, Tr::tr("&Open"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace lockkeeper::ui
