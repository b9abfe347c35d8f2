// One message of a mailing list.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace lockkeeper::demo {

struct Mail
{
    int number = 0;
    QString subject = {};
    QString author = {};
    QString email = {}; // "name at host", as pipermail masks it
    QDateTime date = {};
    QString messageId = {};
    QStringList references = {}; // the last is answered to
    QString body = {};
};

} // namespace lockkeeper::demo
