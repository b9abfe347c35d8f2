// What the sheet is put together from.
#include "ui/common/ElidedLabel.h"
#include "ui/migration/MigrationDialog.h"
#include "ui/migration/MigrationTable.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

void MigrationDialog::makeChoices(QVBoxLayout &page)
{
    m_toWal = new QRadioButton(tr("&WAL: readers and writers no longer block each other"), this);
    m_toWal->setObjectName(u"migrateToWal"_s);
    m_toWal->setChecked(true);
    m_toDelete = new QRadioButton(tr("a &rollback journal, SQLite’s mode “delete”"), this);
    m_toDelete->setObjectName(u"migrateToDelete"_s);
    auto *targets = new QButtonGroup(this);
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Switch to"), this));
    for (QRadioButton *button : {m_toWal, m_toDelete}) {
        targets->addButton(button);
        row->addWidget(button);
    }
    row->addStretch();
    page.addLayout(row);
    connect(m_toWal, &QRadioButton::toggled, this, [this] { lookAgain(true); });

    m_backup = new QCheckBox(tr("&Back up first, into"), this);
    m_backup->setObjectName(u"migrateBackup"_s);
    m_backup->setChecked(true);
    m_folder = new ElidedLabel(this);
    m_folder->setObjectName(u"migrateBackupFolder"_s);
    m_folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *backup = new QHBoxLayout;
    backup->addWidget(m_backup);
    backup->addWidget(m_folder, 1);
    page.addLayout(backup);
    connect(m_backup, &QCheckBox::toggled, this, [this] { lookAgain(false); });
}

void MigrationDialog::makeTable(QVBoxLayout &page)
{
    m_table = new MigrationTable(m_model, this);
    m_details = new QTextBrowser(this);
    m_details->setObjectName(u"migrationDetails"_s);
    m_details->setAccessibleName(tr("Details of the selected database"));
    m_details->setMinimumHeight(90);
    m_details->setTabChangesFocus(true);
    m_details->document()->setDocumentMargin(10);
    m_details->document()->setDefaultStyleSheet(u"h3 { margin: 0 0 2px 0; } p { margin: 0 0 4px 0; }"_s);
    m_details->setPlaceholderText(tr("Select a database to see what stands in its way."));
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_table);
    parts->addWidget(m_details);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    page.addWidget(parts, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MigrationDialog::showCurrent);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this] {
        showCurrent();
        updateControls();
    });
}

void MigrationDialog::makeButtons(QVBoxLayout &page)
{
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"migrationSummary"_s);
    m_summary->setWordWrap(true);
    page.addWidget(m_summary);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_switch = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_switch->setObjectName(u"migrateStart"_s);
    m_stop = buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole);
    m_stop->setObjectName(u"migrateStop"_s);
    m_again = buttons->addButton(tr("&Look again"), QDialogButtonBox::ResetRole);
    m_again->setObjectName(u"migrateLookAgain"_s);
    m_again->setToolTip(tr("Find out again what stands in each database’s way"));
    m_close = buttons->button(QDialogButtonBox::Close);
    m_close->setObjectName(u"migrateClose"_s);
    m_close->setIcon({}); // the style's is black, whatever the palette
    page.addWidget(buttons);
    connect(m_switch, &QPushButton::clicked, this, &MigrationDialog::start);
    connect(m_stop, &QPushButton::clicked, this, &MigrationDialog::stop);
    connect(m_again, &QPushButton::clicked, this, [this] { lookAgain(false); });
    connect(buttons, &QDialogButtonBox::rejected, this, &MigrationDialog::reject);
}

} // namespace lockkeeper::ui
