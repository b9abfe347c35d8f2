// What was found behind a pasted address, to tick: what is ticked is in the form. GUI thread.
#pragma once

#include "onboarding/Discovery.h"
#include "ui/onboarding/OnboardingForm.h"

#include <QAbstractTableModel>
#include <QList>

namespace lockkeeper::ui {

class ProposalModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, What, Details, Columns };

    explicit ProposalModel(OnboardingForm &form, QObject *parent = nullptr); // the form outlives it

    void propose(const onboarding::Discovery &discovery); // adds to the form what is ticked at first

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Entry entry; // as checkedEntry() has it
        QString title;
        QString details;
    };
    void append(const Entry &entry, const QString &details, bool ticked);
    void tick(const Entry &entry, bool ticked);

    OnboardingForm &m_form;
    QList<Row> m_rows;
};

} // namespace lockkeeper::ui
