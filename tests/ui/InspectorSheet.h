// The view that looks inside, over made-up databases, as the window has it: what the tests drive.
#pragma once

#include "InspectorFiles.h"
#include "ui/common/ElidedLabel.h"
#include "ui/inspector/InspectorPage.h"
#include "ui/inspector/search/HitList.h"
#include "ui/inspector/search/SearchField.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSettings>
#include <QTest>

namespace lockkeeper::tests {

inline constexpr int inspectorPatience = 15'000; // for a question to small databases on a busy machine

class InspectorSheet final
{
public:
    explicit InspectorSheet(const InspectorFiles &files)
        : m_files(files)
        , m_state(files.file(QStringLiteral("window.ini")), QSettings::IniFormat)
        , page(m_state)
    {
        page.resize(900, 520);
    }

    void show()
    {
        page.setPlaces(m_files.places());
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        page.goToSearch();
    }
    template <typename T>
    [[nodiscard]] T &child(const QString &name) const
    {
        return *page.findChild<T *>(name);
    }
    [[nodiscard]] ui::SearchField &field() const
    {
        return child<ui::SearchField>(QStringLiteral("searchField"));
    }
    [[nodiscard]] ui::HitList &list() const { return child<ui::HitList>(QStringLiteral("searchHits")); }
    [[nodiscard]] QAction &action(const QString &name) const { return child<QAction>(name); }
    [[nodiscard]] QString line() const
    {
        return child<ui::ElidedLabel>(QStringLiteral("searchLine")).fullText();
    }
    [[nodiscard]] QString message() const { return child<QLabel>(QStringLiteral("searchMessage")).text(); }
    [[nodiscard]] QString title() const { return child<QLabel>(QStringLiteral("itemTitle")).text(); }
    [[nodiscard]] QStringList titles() const
    {
        QStringList titles;
        const auto &model = *qobject_cast<const ui::HitModel *>(list().model());
        for (int row = 0; row < model.rowCount(); ++row)
            titles.append(model.hit(row).title);
        return titles;
    }
    // Types it in place of what is there, by keys.
    void type(const QString &text)
    {
        field().setFocus();
        field().selectAll();
        if (text.isEmpty())
            QTest::keyClick(&field(), Qt::Key_Delete);
        QTest::keyClicks(&field(), text);
    }

private:
    const InspectorFiles &m_files;
    QSettings m_state;

public:
    ui::InspectorPage page;
};

} // namespace lockkeeper::tests
