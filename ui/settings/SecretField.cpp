#include "ui/settings/SecretField.h"

#include "settings/Catalogue.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lockkeeper::ui {

SecretField::SecretField(secrets::Secret secret, secrets::Keeper &keeper, SecretCheck check, QWidget *parent)
    : QGroupBox(parent)
    , m_secret(secret)
    , m_words(secrets::wordsOf(secret))
    , m_keeper(keeper)
    , m_check(std::move(check))
    , m_state(new QLabel(this))
    , m_line(new QLineEdit(this))
    , m_show(new QCheckBox(tr("Show"), this))
    , m_where(new QComboBox(this))
    , m_test(new QPushButton(tr("Test"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_said(new QLabel(this))
{
    setTitle(m_words.title);
    setToolTip(m_words.toolTip);
    setObjectName("secret/"_L1 + m_words.id);
    makeRows();
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        stopTest();
        say({});
        showState();
    });
    connect(m_show, &QCheckBox::toggled, m_line, [this](bool shown) {
        m_line->setEchoMode(shown || !m_words.hidden ? QLineEdit::Normal : QLineEdit::Password);
    });
    connect(m_where, &QComboBox::currentIndexChanged, this, &SecretField::showState);
    connect(m_test, &QPushButton::clicked, this, &SecretField::test);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_line->clear();
        m_keeper.forget(m_secret, [self = QPointer(this)](const Result<void> &done) {
            if (self)
                self->ended(done);
        });
    });
    connect(&m_keeper, &secrets::Keeper::changed, this, &SecretField::showState);
    showState();
}

SecretField::~SecretField()
{
    m_stop.request_stop();
}

void SecretField::makeRows()
{
    const QString name = QString(m_words.title).remove('&'_L1);
    auto *page = new QVBoxLayout(this);
    m_state->setObjectName(u"state"_s);
    m_state->setWordWrap(true);
    page->addWidget(m_state);
    auto *row = new QHBoxLayout;
    page->addLayout(row);
    m_line->setObjectName(m_words.id);
    m_line->setAccessibleName(name);
    m_line->setAccessibleDescription(m_words.toolTip);
    m_line->setToolTip(m_words.toolTip);
    m_line->setMaxLength(2000);
    m_line->setPlaceholderText(tr("Enter a new one"));
    m_line->setEchoMode(m_words.hidden ? QLineEdit::Password : QLineEdit::Normal);
    setFocusProxy(m_line);
    row->addWidget(m_line, 1);
    m_show->setAccessibleName(tr("Show what is entered: %1").arg(name));
    m_show->setVisible(m_words.hidden);
    row->addWidget(m_show);
    m_where->setObjectName(u"where"_s);
    m_where->setAccessibleName(tr("Where to keep it: %1").arg(name));
    m_where->addItem(tr("in the keyring"), static_cast<int>(secrets::Keeping::Keyring));
    m_where->addItem(tr("for this session only"), static_cast<int>(secrets::Keeping::Session));
    m_where->addItem(tr("in a file only you may read"), static_cast<int>(secrets::Keeping::File));
    row->addWidget(m_where);
    makeButtons(*row);
    m_said->setObjectName(u"said"_s);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    m_said->hide();
    page->addWidget(m_said);
}

void SecretField::makeButtons(QHBoxLayout &row)
{
    const QString name = QString(m_words.title).remove('&'_L1);
    m_test->setObjectName(u"test"_s);
    m_test->setAccessibleName(tr("Test: %1").arg(name));
    m_test->setToolTip(tr("Ask the service whose it is and what it may: what is entered, else what is kept"));
    m_remove->setObjectName(u"remove"_s);
    m_remove->setAccessibleName(tr("Remove: %1").arg(name));
    m_remove->setToolTip(tr("Remove it from where it is kept, at once"));
    for (QPushButton *button : {m_test, m_remove}) {
        button->setAutoDefault(false);
        row.addWidget(button);
    }
}

bool SecretField::isAbout(const QString &search) const
{
    return settings::areWordsAbout(
        QStringList{m_words.title, m_words.toolTip, m_words.words, tr("Tokens keyring")}.join(' '_L1),
        search);
}

bool SecretField::isChanged() const
{
    return !m_line->text().trimmed().isEmpty();
}

bool SecretField::isGood() const
{
    return secrets::usable(m_secret, m_line->text()).ok();
}

void SecretField::focusEditor()
{
    m_line->setFocus(Qt::OtherFocusReason);
}

// Never the secret itself, nor how long it is.
void SecretField::showState()
{
    QString text;
    switch (m_keeper.keeping(m_secret)) {
    case secrets::Keeping::Environment:
        text = tr("•••• from %1 in the environment, which beats what is kept here.")
                   .arg(QLatin1StringView(m_words.variable));
        break;
    case secrets::Keeping::Session:
        text = tr("•••• kept for this session only: it is gone when Lockkeeper ends.");
        break;
    case secrets::Keeping::Keyring:
        text = tr("•••• kept in the keyring.");
        break;
    case secrets::Keeping::File:
        text = tr("•••• kept in a file that only you may read.");
        break;
    case secrets::Keeping::Nowhere:
        text = tr("None.");
        break;
    }
    if (const auto problem = m_keeper.problem(m_secret))
        text += ' '_L1 + tr("⚠ It cannot be read: %1 %2").arg(problem->text, problem->hint);
    const Result<QByteArray> entered = secrets::usable(m_secret, m_line->text());
    if (!entered)
        text = tr("⚠ %1").arg(entered.error().text);
    else if (isChanged())
        text += ' '_L1 + tr("The new one counts as soon as it is applied.");
    m_state->setText(text);
    const secrets::Keeping where = m_keeper.keeping(m_secret);
    m_remove->setEnabled(where != secrets::Keeping::Nowhere && where != secrets::Keeping::Environment);
    m_test->setEnabled(entered.ok() && (isChanged() || !m_keeper.value(m_secret).isEmpty()));
    m_where->setEnabled(isChanged());
    Q_EMIT changed();
}

void SecretField::say(const QString &text)
{
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
}

void SecretField::stopTest()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_tests;
}

void SecretField::test()
{
    stopTest();
    const Result<QByteArray> entered = secrets::usable(m_secret, m_line->text());
    if (!entered)
        return;
    say(tr("Asking…"));
    const quint64 number = m_tests;
    const auto show = [this, number](const QString &text) {
        if (number == m_tests)
            say(text);
    };
    m_check(m_secret, isChanged() ? *entered : m_keeper.value(m_secret), m_stop.get_token())
        .then(this,
              [show](const Result<QString> &said) {
                  if (said)
                      show(tr("✓ %1").arg(*said));
                  else if (!said.error().isCancelled())
                      show(tr("⚠ %1 %2").arg(said.error().text, said.error().hint).trimmed());
              })
        .onCanceled(this, [show] { show({}); });
}

void SecretField::apply()
{
    const Result<QByteArray> entered = secrets::usable(m_secret, m_line->text());
    if (!entered || !isChanged()) {
        Q_EMIT applied(entered.ok());
        return;
    }
    stopTest();
    const auto where = static_cast<secrets::Keeping>(m_where->currentData().toInt());
    say(tr("Keeping it…"));
    m_keeper.keep(m_secret, *entered, where, [self = QPointer(this)](const Result<void> &done) {
        if (!self)
            return;
        self->m_line->clear(); // it is kept, if only for this session
        self->ended(done);
        Q_EMIT self->applied(done.ok());
    });
}

void SecretField::ended(const Result<void> &done)
{
    say(done ? QString() : tr("⚠ %1 %2").arg(done.error().text, done.error().hint));
    showState();
}

} // namespace lockkeeper::ui
