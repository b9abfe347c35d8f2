// What somebody does in an export's dialog.
#pragma once

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <memory>

namespace lockkeeper::tests {

// Types a name, and presses Save. False: the dialog is not there.
inline bool saveAs(const QWidget &page, const QString &dialogName, const QString &path)
{
    auto *dialog = page.findChild<QFileDialog *>(dialogName);
    if (dialog == nullptr)
        return false;
    auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    dialog->setDirectory(QFileInfo(path).path());
    edit->setText(QFileInfo(path).fileName());
    // Only while it has the focus does typing let go of what was chosen in the list.
    dialog->findChild<QListView *>(QStringLiteral("listView"))->clearSelection();
    return QMetaObject::invokeMethod(dialog, "accept", Qt::DirectConnection);
}

// Answers No to what the dialog itself asks, from its own loop, for as long as what is returned is there.
// Whether it asks is in `asked`.
[[nodiscard]] inline std::unique_ptr<QTimer> refuseOnce(bool &asked)
{
    auto look = std::make_unique<QTimer>();
    QObject::connect(look.get(), &QTimer::timeout, look.get(), [timer = look.get(), &asked] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        asked = true;
        timer->stop();
        box->button(QMessageBox::No)->click();
    });
    look->start(20);
    return look;
}

// The question before a file is replaced; null: nobody asks.
inline QMessageBox *replaceQuestion(const QWidget &page)
{
    return page.findChild<QMessageBox *>(QStringLiteral("exportReplace"));
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace lockkeeper::tests
