// The page of health over real databases, as the window has it: with a queue of its own, without an engine.
#pragma once

#include "sync/Catalog.h"
#include "tests/support/CommunityFile.h"
#include "ui/common/DatabaseWork.h"
#include "ui/health/HealthPage.h"
#include "ui/health/HealthTables.h"
#include "ui/history/HistoryTable.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

namespace lockkeeper::tests {

inline constexpr int healthPatience = 30'000; // for work on a small database on a busy machine

// Damages the middle of a file that nobody has open: its header and first pages stay.
inline void damageMiddle(const QString &path)
{
    QByteArray content = CommunityFile::bytesOf(path);
    const qsizetype from = content.size() / 3;
    content.replace(from, content.size() / 3, QByteArray(content.size() / 3, 'x'));
    CommunityFile::write(path, content);
}

class HealthFixture final
{
public:
    HealthFixture()
        : page(work, QStringLiteral("3.40.1"))
    {
        page.resize(900, 460);
    }

    [[nodiscard]] sync::Catalog catalog() const
    {
        sync::Catalog catalog;
        catalog.dataDir = community.file({});
        for (const QString &id : {QStringLiteral("bids"), QStringLiteral("mne")}) {
            sync::CatalogEntry entry;
            entry.loaded.id = id;
            entry.database.community = id;
            entry.database.path = community.knowledge() + QStringLiteral("/%1.db").arg(id);
            catalog.entries.append(entry);
        }
        return catalog;
    }
    void show()
    {
        page.show();
        page.setHistory(history());
        page.setCatalog(catalog());
        page.choose(QStringLiteral("mne"));
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        waitForState(QString());
    }

    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *page.findChild<T *>(name);
    }
    [[nodiscard]] ui::HistoryTable &table() const
    {
        return child<ui::HistoryTable>(QStringLiteral("healthTable"));
    }
    [[nodiscard]] QPushButton &button(const QString &name) const { return child<QPushButton>(name); }
    [[nodiscard]] QString cell(int column) const // of mne, the second one
    {
        return table().model()->index(1, column).data().toString();
    }
    [[nodiscard]] QString state() const { return cell(1); }
    [[nodiscard]] QString outcome() const { return child<QLabel>(QStringLiteral("healthOutcome")).text(); }
    [[nodiscard]] QString history() const { return community.file(QStringLiteral("history.db")); }

    // `state` empty: any that was looked at.
    void waitForState(const QString &wanted) const
    {
        const auto there = [this, &wanted] {
            return wanted.isEmpty() ? !state().contains(QStringLiteral("looked at")) : state() == wanted;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(there(), qPrintable(state()), healthPatience);
    }
    // Presses it and waits until nothing runs any more.
    void press(const QString &name)
    {
        QTRY_VERIFY(button(name).isEnabled());
        button(name).click();
        waitUntilIdle();
    }
    void waitUntilIdle() const { QTRY_VERIFY_WITH_TIMEOUT(!work.running(), healthPatience); }

    CommunityFile community; // mne is to be made by the test; bids is never there
    ui::DatabaseWork work{4};
    ui::HealthPage page;
};

} // namespace lockkeeper::tests
