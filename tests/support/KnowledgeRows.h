// Rows for tests that look inside: a knowledge database with a few items of every table.
#pragma once

#include "store/Database.h"
#include "tests/support/Sqlite.h"

#include <QString>

#include <chrono>

namespace lockkeeper::tests {

inline constexpr auto insertItem =
    u"INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, created_at, "
    "synced_at) VALUES('%1', '%2', %3, '%4', '%5', '%6', 'https://github.com/%1/%7/%3', "
    "'2024-0%8-01T10:00:00Z', '2026-01-01T00:00:00+00:00')";

// False where a statement fails. Month: 1 to 9.
inline bool addItem(Sqlite &file, const QString &repo, const QString &type, qint64 number,
                    const QString &title, const QString &text, const QString &status = QStringLiteral("open"),
                    int month = 1)
{
    const QString path = type == QStringLiteral("pr") ? QStringLiteral("pull") : QStringLiteral("issues");
    return file.execute(QString::fromUtf16(insertItem)
                            .arg(repo, type, QString::number(number), title, text, status, path,
                                 QString::number(month))) == 0;
}

inline bool addOthers(Sqlite &file)
{
    return file.execute(QStringLiteral(
               "INSERT INTO papers(source, external_id, title, first_message, url, created_at, synced_at) "
               "VALUES"
               "('openalex', 'W1', 'Epochs of the Visual-Cortex', 'A study.', 'https://doi.org/10.1000/ABC', "
               "'2021', 's'),"
               "('pubmed', '77', 'Epochs of the visual cortex.', 'The same.', "
               "'https://pubmed.ncbi.nlm.nih.gov/77/', '2021-05-03', 's'),"
               "('semanticscholar', 'aa', 'Epochs of the auditory cortex', 'Another.', "
               "'https://x.example/p', "
               "'2019', 's');"
               "INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, docstring, "
               "synced_at) "
               "VALUES('mne-tools/mne-python', 'mne/epochs.py', 'python', 'Epochs.drop', 'method', "
               "'Drop epochs.', 's'), ('sccn/eeglab', 'pop_epoch.m', 'matlab', 'pop_epoch', 'function', "
               "'Make epochs.', 's');"
               "INSERT INTO discourse_topics(forum_url, topic_id, title, first_post, accepted_answer, url, "
               "created_at, synced_at) VALUES('https://forum.example', 2022, 'Help', 'My question.', "
               "'Use the epochs.', 'https://forum.example/t/help/2022', '2023-03-01T00:00:00Z', 's');"
               "INSERT INTO mailing_list_messages(list_name, message_id, subject, author, date, body, url, "
               "year, "
               "synced_at) VALUES('eeglablist', '000012', 'Re: epochs', 'Ann', '2020-02-02T00:00:00+00:00', "
               "'Cut them.', 'https://list.example/2020/000012.html', 2020, 's');"
               "INSERT INTO bep_items(bep_number, title, status, content, synced_at) VALUES('032', "
               "'Microelectrodes', 'draft', 'About epochs.', 's')")) == 0;
}

} // namespace lockkeeper::tests
