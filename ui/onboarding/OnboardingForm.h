// What somebody has entered about a community, a new one or one that is there, so far: the draft that steps
// of the form write to and that outlives its window. No widgets, no network. GUI thread.
#pragma once

#include "community/Community.h"
#include "ui/onboarding/Entry.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace lockkeeper::ui {

enum class Step { Name, Repositories, Docstrings, Forum, Papers, Lists, Schedule, Review };
inline constexpr int stepCount = 8;
[[nodiscard]] Step stepOf(EntryKind kind);

struct Draft
{
    community::Community community; // its schedule: only what was chosen
    bool idIsOwn = false;           // chosen, so that the name proposes none any more
    QSet<QString> ownSchedules;     // sources whose cron line was chosen, an empty one, too
    QMap<int, QString> pending;     // EntryKind -> what stands in its field and was not added
    QString pasted;
    int step = 0;
    bool startSync = true;
};

class OnboardingForm final : public QObject
{
    Q_OBJECT

public:
    explicit OnboardingForm(QObject *parent = nullptr);

    [[nodiscard]] const Draft &draft() const { return m_draft; }
    [[nodiscard]] bool isEmpty() const; // nothing would be lost with it
    void clear();

    // The sources of a community that is there: its id stays, and its schedule is as it says.
    void edit(const community::Community &community);
    [[nodiscard]] bool isEdit() const { return m_before.has_value(); }
    [[nodiscard]] const std::optional<community::Community> &before() const { return m_before; }
    [[nodiscard]] bool hasChanges() const;     // of one that is there
    [[nodiscard]] QStringList removed() const; // its sources that are in the form no more, as titles

    // Ids that cannot be had: what stands in the communities folder.
    void setTaken(const QStringList &ids);
    [[nodiscard]] const QStringList &taken() const { return m_taken; }
    // The communities among them, by id, with the homepage of each or none.
    void setCommunities(const QMap<QString, QString> &homepages);
    // The one that is there and seems to be meant: of that id, name or homepage; empty: none.
    [[nodiscard]] QString isThere() const;

    void setName(const QString &name); // proposes an id, until one is chosen
    void setId(const QString &id);     // an empty one: proposed again
    void setDescription(const QString &text);
    void setHomepage(const QString &address);
    void setPasted(const QString &text);
    void setStep(Step step);
    void setStartSync(bool start);
    void setPending(EntryKind kind, const QString &text);

    [[nodiscard]] QList<Entry> entries(EntryKind kind) const;
    [[nodiscard]] bool contains(const Entry &entry) const;
    // Checked and as a configuration keeps it. Errors: config, also where it is there already.
    [[nodiscard]] Result<Entry> add(const Entry &entry);
    void replace(EntryKind kind, int row, const Entry &entry);
    void remove(EntryKind kind, int row);

    // Five fields, or empty: not scheduled. Where none was chosen, a source that has entries has a usual one.
    [[nodiscard]] QString cron(const QString &source) const;
    void setCron(const QString &source, const QString &line);
    [[nodiscard]] bool hasSource(const QString &source) const;
    [[nodiscard]] static QStringList sources(); // in the steps' order

    // As it would be saved: with its schedule, without lines for sources that it does not have.
    [[nodiscard]] community::Community community() const;

    [[nodiscard]] QByteArray toJson() const;
    bool restore(const QByteArray &json); // false: it is no draft, and nothing has changed

Q_SIGNALS:
    void changed();

private:
    void put(EntryKind kind, const QList<Entry> &entries);
    [[nodiscard]] bool hasPending() const;

    Draft m_draft;
    std::optional<community::Community> m_before; // as it was when it was begun to be edited
    QStringList m_taken;
    QMap<QString, QString> m_homepages; // of the communities that are there
};

} // namespace lockkeeper::ui
