#include "ui/opening/OpenDialog.h"

#include "ui/common/Format.h"
#include "ui/history/HistoryTable.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int patience = 300; // ms: most searches are over by then

QLabel *makeWords(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus); // Tab has nothing to do there
    return label;
}
} // namespace

OpenDialog::OpenDialog(FolderSearcher &searcher, QWidget *parent)
    : QDialog(parent)
    , m_searcher(&searcher)
    , m_text(makeWords(u"openText"_s, this))
    , m_progress(new QProgressBar(this))
    , m_configurations(new HistoryTable(tr("Folders with configurations"), this))
    , m_databases(new HistoryTable(tr("Folders with databases"), this))
    , m_note(makeWords(u"openNote"_s, this))
    , m_buttons(new QDialogButtonBox(this))
{
    setObjectName(u"openDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Open a data folder"));
    m_progress->setObjectName(u"openProgress"_s);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Search"));
    m_configurations->setObjectName(u"openConfigurations"_s);
    m_databases->setObjectName(u"openDatabases"_s);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(m_progress);
    for (HistoryTable *table : {m_configurations, m_databases}) {
        table->setFrameShape(QFrame::StyledPanel);
        table->setSelectionMode(QAbstractItemView::SingleSelection);
        table->setMinimumHeight(90);
        column->addWidget(table, 1);
        connect(table, &QAbstractItemView::activated, this, &OpenDialog::decideByChoice);
    }
    column->addWidget(m_note);
    column->addStretch();
    column->addWidget(m_buttons);
    makeButtons();
    setAsking(false);
    resize(640, 160);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &QDialog::open);
    connect(m_searcher, &FolderSearcher::found, this, [this](const Result<sync::FolderFinds> &finds) {
        if (std::exchange(m_searching, false))
            take(finds);
    });
    connect(m_searcher, &FolderSearcher::looked, this, [this](int folders) {
        if (m_searching)
            m_note->setText(tr("%Ln folders looked into", nullptr, folders));
    });
}

OpenDialog::~OpenDialog()
{
    if (m_searching && m_searcher) // not another one's; and both may go with the window
        m_searcher->cancel();
}

void OpenDialog::makeButtons()
{
    m_open = m_buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(u"openAccept"_s);
    m_anyway = m_buttons->addButton(tr("&Use it for configurations"), QDialogButtonBox::ActionRole);
    m_anyway->setObjectName(u"openAnyway"_s);
    m_anyway->setToolTip(tr("Communities that are written there later are found then"));
    m_cancel = m_buttons->addButton(QDialogButtonBox::Cancel);
    m_cancel->setIcon({}); // no other button has one
    m_cancel->setObjectName(u"openCancel"_s);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &OpenDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &OpenDialog::decideByChoice);
    connect(m_anyway, &QPushButton::clicked, this, [this] {
        const sync::FoundFolder folder{.folder = QDir(m_path).absolutePath()};
        decide(&folder, nullptr);
    });
}

void OpenDialog::setAsking(bool asking)
{
    m_configurations->setVisible(asking);
    m_databases->setVisible(asking);
    m_open->setVisible(asking);
    m_anyway->hide();
    for (QPushButton *button : {m_open, m_anyway, m_cancel})
        button->setAutoDefault(false);
    (asking ? m_open : m_cancel)->setDefault(true);
}

void OpenDialog::search(const QString &path, const OpenFolders &now)
{
    m_path = path;
    m_now = now;
    m_text->setText(
        tr("Looking for configurations and databases in %1…").arg(QDir::toNativeSeparators(path)));
    m_patience.start();
    m_searching = true;
    m_searcher->search(path);
}

void OpenDialog::reject()
{
    m_patience.stop();
    if (std::exchange(m_searching, false))
        m_searcher->cancel();
    QDialog::reject();
    deleteLater(); // it may never have been seen
}

void OpenDialog::take(const Result<sync::FolderFinds> &finds)
{
    m_patience.stop();
    m_progress->hide();
    m_note->clear();
    if (!finds) {
        showProblem(finds.error());
        return;
    }
    m_finds = *finds;
    if (m_finds.configurations.isEmpty() && m_finds.databases.isEmpty()) {
        showNothing(m_finds);
        return;
    }
    if (m_finds.configurations.size() > 1 || m_finds.databases.size() > 1) {
        ask();
        return;
    }
    decide(m_finds.configurations.isEmpty() ? nullptr : &m_finds.configurations.first(),
           m_finds.databases.isEmpty() ? nullptr : &m_finds.databases.first());
}

void OpenDialog::showProblem(const Error &error)
{
    m_progress->hide();
    m_text->setText(error.text);
    m_note->setText(error.hint);
    m_cancel->setText(tr("&Close"));
    open();
    m_cancel->setFocus();
}

void OpenDialog::showNothing(const sync::FolderFinds &finds)
{
    QString hint = tr("A community’s configuration is <folder>/<id>/config.yaml, its database <data "
                      "folder>/knowledge/<id>.db. Choose a folder that holds some of them.");
    if (!finds.complete)
        hint = tr("The search ended at its limits: choose a folder nearer to them.") + ' '_L1 + hint;
    showProblem(
        {.kind = ErrorKind::Config,
         .text = tr("There are no configurations and no databases in %1: %Ln folders were looked into.",
                    nullptr, finds.looked)
                     .arg(QDir::toNativeSeparators(m_path)),
         .hint = hint,
         .url = {}});
    m_anyway->show();
}

void OpenDialog::ask()
{
    setAsking(true);
    m_configurations->setTable(configurationsTable(m_finds.configurations, m_now.communitiesDir, m_path));
    m_databases->setTable(databasesTable(m_finds.databases, m_now.dataDir, m_path));
    m_configurations->setVisible(!m_finds.configurations.isEmpty());
    m_databases->setVisible(!m_finds.databases.isEmpty());
    m_text->setText(tr("More was found in %1 than can be open at once. What is to be opened?")
                        .arg(QDir::toNativeSeparators(m_path)));
    m_note->setText(
        (m_finds.complete ? QString() : tr("The search ended at its limits; there may be more.") + ' '_L1) +
        tr("The choice is remembered. Nothing is changed in these folders."));
    resize(QSize(740, 440).boundedTo(parentWidget()->size() - QSize(40, 40)));
    open();
    // Once it is seen, or the first row would be the current one.
    m_configurations->choose({firstChoice(m_finds.configurations, m_now.communitiesDir)});
    m_databases->choose({firstChoice(m_finds.databases, m_now.dataDir)});
    (m_finds.configurations.isEmpty() ? m_databases : m_configurations)->setFocus();
}

const sync::FoundFolder *OpenDialog::chosenOf(const HistoryTable &table,
                                              const QList<sync::FoundFolder> &found) const
{
    const QList<qint64> ids = table.chosenIds();
    const qint64 id = ids.size() == 1 ? ids.constFirst() : leaveAsItIs;
    return id >= 0 && id < found.size() ? &found.at(id) : nullptr;
}

void OpenDialog::decideByChoice()
{
    decide(chosenOf(*m_configurations, m_finds.configurations), chosenOf(*m_databases, m_finds.databases));
}

void OpenDialog::decide(const sync::FoundFolder *configurations, const sync::FoundFolder *databases)
{
    Decision decision{.folders = {}, .community = m_finds.community, .byDatabase = m_finds.byDatabase};
    if (configurations != nullptr) {
        decision.folders.communitiesDir = configurations->folder;
        if (!configurations->communities.isEmpty())
            decision.told.append(configurationsText(*configurations));
    }
    if (databases != nullptr) {
        decision.folders.dataDir = databases->folder;
        decision.told.append(databasesText(*databases));
    }
    accept();
    deleteLater();
    if (configurations != nullptr || databases != nullptr)
        Q_EMIT decided(decision);
}

} // namespace lockkeeper::ui
