// The settings, in pages, with a field that finds them by words. It changes nothing by itself but how the
// window looks and where secrets are kept: what was chosen is handed over. GUI thread; waits for nothing.
#pragma once

#include "settings/Catalogue.h"
#include "settings/Kept.h"
#include "ui/settings/SecretField.h"

#include <QDialog>
#include <QList>
#include <QMap>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QVBoxLayout;

namespace lockkeeper::ui {

class SettingField;
class Theme;

class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        settings::Values values;       // of the settings file
        settings::Overrides overrides; // what beats it
        settings::Values shown;        // by key: what an empty one stands for
        QStringList notices;           // of what is wrong in the file
    };
    // `keeper` and `theme` outlive it.
    SettingsDialog(const Question &question, secrets::Keeper &keeper, const SecretCheck &check, Theme &theme,
                   QWidget *parent = nullptr);

    void tell(const QString &text); // when what was applied counts

    void reject() override; // asks before what was not applied is lost

Q_SIGNALS:
    void applied(const lockkeeper::settings::Values &values);
    void columnsReset();

private:
    struct PageParts
    {
        QWidget *page = nullptr;
        QVBoxLayout *layout = nullptr;
    };
    void makePages(const Question &question, const SecretCheck &check);
    void makeTokens(const SecretCheck &check);
    void makeButtons();
    PageParts addPage(const QString &title, const QString &words);
    void addField(PageParts &parts, const settings::Setting &setting, const Question &question);
    void find(const QString &words);
    void leadToFound();
    void checkTogether();
    [[nodiscard]] bool isChanged() const;
    void updateButtons();
    void askAboutChanges();
    bool apply(); // false: something is wrong, and shown
    void accept() override;
    void keyPressEvent(QKeyEvent *event) override;

    secrets::Keeper &m_keeper;
    Theme &m_theme;
    QList<SettingField *> m_fields;
    QMap<SettingField *, int> m_pageOf;
    QList<SecretField *> m_secrets;
    int m_tokensPage = 0;
    int m_applying = 0; // secrets that are being kept
    bool m_closes = false;
    bool m_failed = false;
    bool m_together = false; // being checked
    QLineEdit *m_search;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QLabel *m_nothing;
    QLabel *m_told;
    QDialogButtonBox *m_buttons;
};

} // namespace lockkeeper::ui
