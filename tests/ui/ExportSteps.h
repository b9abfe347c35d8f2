// What somebody does in an export's dialog.
#pragma once

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

namespace lockkeeper::tests {

// Types a name, and presses Save. False: the dialog is not there.
inline bool saveAs(const QWidget &page, const QString &dialogName, const QString &path)
{
    auto *dialog = page.findChild<QFileDialog *>(dialogName);
    if (dialog == nullptr)
        return false;
    auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    edit->setText(path);
    // Only while it has the focus does typing let go of what was chosen in the list.
    dialog->findChild<QListView *>(QStringLiteral("listView"))->clearSelection();
    return QMetaObject::invokeMethod(dialog, "accept", Qt::DirectConnection);
}

// Answers No to what the dialog itself asks, from its own loop. Whether it asks is in `asked`.
inline void refuseOnce(bool &asked)
{
    auto *look = new QTimer(qApp);
    QObject::connect(look, &QTimer::timeout, look, [look, &asked] {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        asked = true;
        look->stop(); // it goes when the loop does that called it; the next question is another one's
        look->deleteLater();
        box->button(QMessageBox::No)->click();
    });
    look->start(20);
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
