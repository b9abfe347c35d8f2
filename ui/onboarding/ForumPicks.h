// What of a forum is wanted: its categories and tags, to tick. GUI thread.
#pragma once

#include "ui/onboarding/LiveChecks.h"
#include "ui/onboarding/OnboardingForm.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace lockkeeper::ui {

class ForumPicks final : public QWidget
{
    Q_OBJECT

public:
    ForumPicks(OnboardingForm &form, const LiveChecks &checks, QWidget *parent);

    void showForum(int row); // of the form's forums; none: nothing

private:
    struct Pick
    {
        QString name;
        QString slug; // of a category
        int id = 0;   // of a category; 0: a tag
        qint64 topics = -1;
        bool ticked = false;

        friend bool operator==(const Pick &, const Pick &) = default;
    };
    QListWidget *makeList(const QString &name, const QString &title);
    void fill(QListWidget &list, const QList<Pick> &picks);
    void take();

    OnboardingForm &m_form;
    const LiveChecks &m_checks;
    int m_row = -1;
    QListWidget *m_categories;
    QListWidget *m_tags;
    QList<Pick> m_shownCategories;
    QList<Pick> m_shownTags;
    bool m_filling = false;
};

} // namespace lockkeeper::ui
