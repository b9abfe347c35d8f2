// One secret: where it is kept, a field for a new one that never shows the old, and a test that asks its
// service. GUI thread; nothing here waits.
#pragma once

#include "base/Result.h"
#include "secrets/Keeper.h"

#include <QFuture>
#include <QGroupBox>

#include <functional>
#include <stop_token>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lockkeeper::ui {

// Says in sentences what its service says of it.
using SecretCheck =
    std::function<QFuture<Result<QString>>(secrets::Secret, const QByteArray &, std::stop_token)>;

class SecretField final : public QGroupBox
{
    Q_OBJECT

public:
    SecretField(secrets::Secret secret, secrets::Keeper &keeper, SecretCheck check,
                QWidget *parent = nullptr);
    ~SecretField() override;

    [[nodiscard]] bool isAbout(const QString &search) const;
    [[nodiscard]] bool isChanged() const; // something is entered, or it is to be removed
    [[nodiscard]] bool isGood() const;    // what is entered can be used
    // Keeps what is entered, or removes it; applied() follows, at once where there is nothing to do.
    void apply();
    void focusEditor();

Q_SIGNALS:
    void changed();
    void applied(bool good);

private:
    void makeRows();
    void makeButtons(QHBoxLayout &row);
    void showState();
    void test();
    void stopTest();
    void say(const QString &text);
    void ended(const Result<void> &done);

    secrets::Secret m_secret;
    secrets::SecretWords m_words;
    secrets::Keeper &m_keeper;
    SecretCheck m_check;
    std::stop_source m_stop;
    quint64 m_tests = 0; // so that a late answer is known for one
    QLabel *m_state;
    QLineEdit *m_line;
    QCheckBox *m_show;
    QComboBox *m_where;
    QPushButton *m_test;
    QPushButton *m_remove;
    QLabel *m_said;
};

} // namespace lockkeeper::ui
