#include "ui/health/RestoreDialog.h"

#include "backup/BackupName.h"
#include "ui/health/HealthTables.h"
#include "ui/history/HistoryTable.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

RestoreDialog::RestoreDialog(const QString &name, const DatabaseRow &row, const QString &backupFolder,
                             const std::optional<StoredCopy> &chosen, CopyReader &reader, QWidget *parent)
    : QDialog(parent)
    , m_stored(row.backups + row.others)
    , m_reader(&reader)
    , m_folder(backupFolder)
    , m_ofList(new QRadioButton(tr("One of its &backups, or what else is kept of it:"), this))
    , m_other(new QRadioButton(tr("&Another file:"), this))
    , m_backups(new HistoryTable(tr("Backups of the database"), this))
    , m_file(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Choose…"), this))
{
    setObjectName(u"restoreDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Restore %1").arg(name));
    const QString aside = backup::fileNameOf(
        {.community = row.community, .taken = QDateTime::currentDateTimeUtc(), .aside = true});
    auto *what = new QLabel(
        row.health.exists
            ? tr("The backup is checked, and a copy of it takes the place of the database in one step. The "
                 "present "
                 "file is kept beside it, with the time in its name, as in %1, and can be restored in turn. "
                 "Syncs of "
                 "this community pause meanwhile.")
                  .arg(aside)
            : tr("The backup is checked, and a copy of it becomes the database. There is none yet."),
        this);
    what->setObjectName(u"restoreWhat"_s);
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    makeChoices(chosen);
    makeButtons();
    updateControls();
    resize(760, 400);
}

RestoreDialog::~RestoreDialog()
{
    if (m_reader) // both may go with the page
        m_reader->cancel();
}

void RestoreDialog::makeChoices(const std::optional<StoredCopy> &chosen)
{
    m_ofList->setObjectName(u"restoreOfList"_s);
    m_other->setObjectName(u"restoreOther"_s);
    m_backups->setObjectName(u"restoreBackups"_s);
    m_backups->setFrameShape(QFrame::StyledPanel);
    m_backups->setSelectionMode(QAbstractItemView::SingleSelection);
    m_file->setObjectName(u"restoreFile"_s);
    m_file->setAccessibleName(tr("File to restore"));
    m_file->setPlaceholderText(tr("A backup, or a file that a restore kept aside"));
    m_browse->setObjectName(u"restoreBrowse"_s);
    m_browse->setAutoDefault(false);
    m_backups->setTable(restoreTable(m_stored, m_facts));
    connect(m_reader, &CopyReader::factsRead, this,
            [this](const QString &path, const backup::CopyFacts &facts) {
                m_facts.insert(path, facts);
                m_backups->updateTable(restoreTable(m_stored, m_facts));
            });
    QStringList paths;
    for (const StoredCopy &one : std::as_const(m_stored))
        paths.append(one.path);
    m_reader->read(paths);
    // Not what a restore kept aside: that may be the damaged file.
    const auto whole = std::ranges::find_if(
        m_stored, [](const StoredCopy &one) { return one.whole && one.kind != StoredCopy::Kind::Aside; });
    const qsizetype first = chosen ? m_stored.indexOf(*chosen) : std::distance(m_stored.begin(), whole);
    if (first >= 0 && first < m_stored.size())
        m_backups->choose({first});
    m_ofList->setEnabled(!m_stored.isEmpty());
    m_ofList->setChecked(!m_stored.isEmpty());
    m_other->setChecked(m_stored.isEmpty());

    auto *line = new QHBoxLayout;
    line->addWidget(m_file, 1);
    line->addWidget(m_browse);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(m_ofList);
    column->addWidget(m_backups, 1);
    column->addWidget(m_other);
    column->addLayout(line);
    connect(m_ofList, &QRadioButton::toggled, this, &RestoreDialog::updateControls);
    connect(m_backups, &HistoryTable::choiceMoved, this, &RestoreDialog::updateControls);
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_other->setChecked(true);
        updateControls();
    });
    connect(m_browse, &QPushButton::clicked, this, &RestoreDialog::askForFile);
}

void RestoreDialog::makeButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_restore = buttons->addButton(tr("&Restore"), QDialogButtonBox::AcceptRole);
    m_restore->setObjectName(u"restoreStart"_s);
    m_restore->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &RestoreDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        const QString chosen = file();
        accept();
        Q_EMIT restoreWanted(chosen);
    });
    layout()->addWidget(buttons);
    (m_stored.isEmpty() ? static_cast<QWidget *>(m_file) : m_backups)->setFocus();
}

QString RestoreDialog::file() const
{
    if (m_other->isChecked())
        return QDir::fromNativeSeparators(m_file->text().trimmed());
    const QList<qint64> ids = m_backups->chosenIds();
    return ids.size() == 1 ? m_stored.value(ids.constFirst()).path : QString();
}

void RestoreDialog::updateControls()
{
    m_backups->setEnabled(m_ofList->isChecked());
    m_restore->setEnabled(!file().isEmpty());
}

void RestoreDialog::askForFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a file to restore"), m_folder, tr("Databases (*.db *.db.*)"));
    dialog->setObjectName(u"restoreFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        m_file->setText(QDir::toNativeSeparators(chosen));
        m_other->setChecked(true);
        updateControls();
        m_restore->setFocus();
    });
    dialog->open();
}

} // namespace lockkeeper::ui
