// What an editor of entries is put together from.
#include "community/Rules.h"
#include "ui/onboarding/EntryEditor.h"
#include "ui/onboarding/EntryWords.h"
#include "ui/onboarding/FindingLine.h"

#include <QCheckBox>
#include <QDate>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

namespace {
constexpr int pauseAfterTyping = 400; // ms
constexpr int widestTitle = 260;
constexpr int besideWord = 40; // its icon and the cell's edges

QLabel *labelFor(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(field);
    return label;
}
} // namespace

EntryEditor::EntryEditor(EntryKind kind, OnboardingForm &form, LiveChecks &checks, bool first,
                         QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_form(form)
    , m_checks(checks)
    , m_model(new EntryModel(kind, form, checks, this))
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    makeFields(*page, first);
    makeTable(*page);
    makeButtons(*page, first);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseAfterTyping);
    connect(&m_pause, &QTimer::timeout, this, &EntryEditor::checkTyped);
    connect(&checks, &LiveChecks::changed, this, [this] {
        showTyped();
        showCurrent();
    });
    connect(&checks, &LiveChecks::answered, this, &EntryEditor::takeBranch);
    setFocusProxy(m_field);
    const QString pending = form.draft().pending.value(static_cast<int>(kind));
    if (pending.isEmpty())
        typedAnew();
    else
        m_field->setText(pending);
    showCurrent();
}

void EntryEditor::makeFields(QVBoxLayout &page, bool first)
{
    const EntryWords words = entryWords(m_kind);
    m_field = new QLineEdit(this);
    m_field->setObjectName(words.name + u"Field"_s);
    m_field->setPlaceholderText(words.placeholder);
    m_field->setAccessibleName(QString(words.label).remove('&'_L1));
    m_field->setAccessibleDescription(words.hint);
    m_field->installEventFilter(this);
    m_add = new QPushButton(first ? tr("&Add") : tr("A&dd"), this);
    m_add->setObjectName(words.name + u"Add"_s);
    m_add->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(labelFor(words.label, m_field, this));
    row->addWidget(m_field, 1);
    const bool more = m_kind == EntryKind::Docstrings || m_kind == EntryKind::List;
    page.addLayout(row);
    if (more) {
        auto *second = new QHBoxLayout;
        makeMore(*second);
        second->addStretch();
        second->addWidget(m_add);
        page.addLayout(second);
    } else {
        row->addWidget(m_add);
    }
    m_finding = new FindingLine(m_kind == EntryKind::Query ? 3 : 2, this);
    m_finding->setObjectName(words.name + u"Finding"_s);
    page.addWidget(m_finding);
    connect(m_field, &QLineEdit::textChanged, this, &EntryEditor::typedAnew);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (add())
            m_field->setFocus();
    });
}

void EntryEditor::makeMore(QHBoxLayout &row)
{
    const QString name = entryWords(m_kind).name;
    m_second = new QLineEdit(this);
    m_second->installEventFilter(this);
    m_second->setMaximumWidth(220);
    connect(m_second, &QLineEdit::textChanged, this, &EntryEditor::typedAnew);
    if (m_kind == EntryKind::Docstrings) {
        m_second->setObjectName(name + u"Branch"_s);
        m_second->setAccessibleName(tr("Branch"));
        m_second->setPlaceholderText(tr("the default one"));
        row.addWidget(labelFor(tr("Branc&h"), m_second, this));
        row.addWidget(m_second);
        m_python = new QCheckBox(tr("&Python"), this);
        m_python->setObjectName(name + u"Python"_s);
        m_matlab = new QCheckBox(tr("MAT&LAB"), this);
        m_matlab->setObjectName(name + u"Matlab"_s);
        for (QCheckBox *box : {m_python, m_matlab}) {
            box->setChecked(true);
            box->setToolTip(tr("Read the docstrings of this language. With none ticked, both are read."));
            row.addWidget(box);
            connect(box, &QCheckBox::toggled, this, &EntryEditor::typedAnew);
        }
        return;
    }
    m_second->setObjectName(name + u"Name"_s);
    m_second->setAccessibleName(tr("Name of the list"));
    m_second->setPlaceholderText(tr("as in its address"));
    row.addWidget(labelFor(tr("Na&me"), m_second, this));
    row.addWidget(m_second);
    m_year = new QSpinBox(this);
    m_year->setObjectName(name + u"Year"_s);
    m_year->setAccessibleName(tr("First year"));
    m_year->setRange(community::firstListYear - 1, QDate::currentDate().year());
    m_year->setSpecialValueText(tr("the first"));
    m_year->setValue(m_year->minimum());
    m_year->setToolTip(tr("Older messages are left out."));
    row.addWidget(labelFor(tr("from &year"), m_year, this));
    row.addWidget(m_year);
    connect(m_year, &QSpinBox::valueChanged, this, &EntryEditor::typedAnew);
}

void EntryEditor::makeTable(QVBoxLayout &page)
{
    const EntryWords words = entryWords(m_kind);
    m_table = new QTreeView(this);
    m_table->setObjectName(words.name + u"List"_s);
    m_table->setAccessibleName(words.list);
    m_table->setAccessibleDescription(tr("Delete removes the selected entry"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setIconSize({16, 16});
    m_table->setMinimumHeight(80);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_table->header()->setSectionsMovable(false);
    m_table->header()->setStretchLastSection(true);
    int state = 0;
    for (const CheckState one : {CheckState::Checking, CheckState::Fine, CheckState::Warning,
                                 CheckState::Error, CheckState::NotChecked})
        state = std::max(state, m_table->fontMetrics().horizontalAdvance(checkLook(one).word));
    m_table->setColumnWidth(EntryModel::State, state + besideWord);
    m_table->setColumnWidth(EntryModel::Title, widestTitle);
    page.addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showCurrent();
        Q_EMIT currentMoved();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        showCurrent();
        Q_EMIT currentMoved();
    });
}

void EntryEditor::makeButtons(QVBoxLayout &page, bool first)
{
    const QString name = entryWords(m_kind).name;
    m_details = new FindingLine(1, this);
    m_details->setObjectName(name + u"Details"_s);
    page.addWidget(m_details);
    m_useNew = new QPushButton(this);
    m_useNew->setObjectName(name + u"UseNew"_s);
    m_useNew->setToolTip(tr("Enter in the list does the same"));
    m_again = new QPushButton(first ? tr("Check a&gain") : tr("Check again"), this);
    m_again->setObjectName(name + u"Again"_s);
    m_remove = new QPushButton(first ? tr("R&emove") : tr("Remove"), this);
    m_remove->setObjectName(name + u"Remove"_s);
    m_remove->setToolTip(tr("Delete in the list does the same"));
    auto *row = new QHBoxLayout;
    row->addStretch();
    for (QPushButton *button : {m_useNew, m_again, m_remove}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    page.addLayout(row);
    connect(m_useNew, &QPushButton::clicked, this, &EntryEditor::useNewName);
    connect(m_remove, &QPushButton::clicked, this, &EntryEditor::removeCurrent);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (const std::optional<Entry> entry = current())
            m_checks.checkAgain(*entry);
    });
}

} // namespace lockkeeper::ui
