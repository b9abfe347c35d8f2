// A form's entries of one kind, each with what its check says. GUI thread.
#pragma once

#include "ui/onboarding/LiveChecks.h"
#include "ui/onboarding/OnboardingForm.h"

#include <QAbstractTableModel>
#include <QList>

namespace lockkeeper::ui {

class EntryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, State, Found, Columns };

    // Both outlive the model.
    EntryModel(EntryKind kind, const OnboardingForm &form, const LiveChecks &checks,
               QObject *parent = nullptr);

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();

    EntryKind m_kind;
    const OnboardingForm &m_form;
    const LiveChecks &m_checks;
    QList<Entry> m_entries;
};

} // namespace lockkeeper::ui
