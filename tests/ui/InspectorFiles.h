// Two communities' databases with items of every kind in them, made up, to be looked into.
#pragma once

#include "inspect/ContentTable.h"
#include "store/Database.h"
#include "store/Writer.h"
#include "store/locks/LockCounters.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace lockkeeper::tests {

class InspectorFiles final
{
public:
    InspectorFiles()
    {
        write(QStringLiteral("mne"), mne());
        write(QStringLiteral("eeglab"), eeglab());
    }

    [[nodiscard]] QString path(const QString &community) const
    {
        return m_folder.filePath(QStringLiteral("knowledge/%1.db").arg(community));
    }
    [[nodiscard]] inspect::Place place(const QString &community, const QString &name) const
    {
        return {.community = community, .name = name, .database = path(community)};
    }
    [[nodiscard]] QList<inspect::Place> places() const
    {
        return {place(QStringLiteral("eeglab"), QStringLiteral("EEGLAB")),
                place(QStringLiteral("mne"), QStringLiteral("MNE"))};
    }
    // A community that is there, with a file that is no database.
    [[nodiscard]] inspect::Place broken() const
    {
        const inspect::Place place = this->place(QStringLiteral("broken"), QStringLiteral("Broken Lab"));
        QFile file(place.database);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(9000, 'x')) != 9000)
            qFatal("%s cannot be written", qPrintable(place.database));
        return place;
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &community, store::Batch batch) const
    {
        const auto database = store::Database::open(path(community), std::chrono::seconds(5));
        store::LockCounters counters;
        batch.run = QStringLiteral("2026-01-27T10:15:00.000Z");
        if (!database || !store::Writer(**database, counters, {}).commit(batch))
            qFatal("%s cannot be written", qPrintable(path(community)));
    }
    [[nodiscard]] static store::GithubItem issue(qint64 number, const QString &title, const QString &text,
                                                 const QString &type = QStringLiteral("issue"),
                                                 const QString &status = QStringLiteral("open"))
    {
        return {.repo = QStringLiteral("mne-tools/mne-python"),
                .itemType = type,
                .number = number,
                .title = title,
                .firstMessage = text,
                .status = status,
                .url =
                    QStringLiteral("https://github.com/mne-tools/mne-python/%1/%2")
                        .arg(type == QStringLiteral("pr") ? QStringLiteral("pull") : QStringLiteral("issues"))
                        .arg(number),
                .createdAt = QStringLiteral("20%1-03-14T09:26:53Z").arg(10 + number % 15)};
    }

private:
    [[nodiscard]] static store::Batch mne()
    {
        store::Batch batch;
        batch.remote = {.type = QStringLiteral("github"), .name = QStringLiteral("mne-tools/mne-python")};
        batch.githubItems = {
            issue(2022, QStringLiteral("Epochs: rejection drops good channels"),
                  QStringLiteral(
                      "When I call `epochs.drop_bad(reject=dict(eeg=100e-6))`, **good channels** go, too.\n\n"
                      "## Steps\n\n1. Read the sample data\n2. Make epochs around *every* stimulus\n"
                      "3. See [the tutorial](https://mne.tools/stable/auto_tutorials/epochs.html)\n\n"
                      "```python\nepochs = mne.Epochs(raw, events, tmin=-0.2, tmax=0.5)\n"
                      "epochs.drop_bad()\n```\n\n| channel | kept |\n|---|---|\n| EEG 001 | no |\n"
                      "| EEG 002 | yes |\n\n> The rejection of whole epochs is what was meant.\n\n"
                      "![a plot of the drop log](https://mne.tools/plot.png)\n")),
            issue(
                2023, QStringLiteral("Document the rejection of epochs by annotation"),
                QStringLiteral("Annotations that begin with `bad` reject the epochs they touch. See #2022."),
                QStringLiteral("pr"), QStringLiteral("closed")),
            issue(31, QStringLiteral("ICA fails on a rank-deficient covariance"),
                  QStringLiteral("The rank is estimated wrongly after `epochs.average()`.")),
        };
        const QString title = QStringLiteral("MEG and EEG data analysis with MNE-Python");
        const QString abstract =
            QStringLiteral("Magnetoencephalography and electroencephalography measure the weak signals of "
                           "neural currents. Epochs are averaged, sources are localised.");
        batch.papers = {{.source = QStringLiteral("openalex"),
                         .externalId = QStringLiteral("W2122098299"),
                         .title = title,
                         .abstract = abstract,
                         .url = QStringLiteral("https://doi.org/10.3389/fnins.2013.00267"),
                         .createdAt = QStringLiteral("2013-12-26")},
                        {.source = QStringLiteral("semanticscholar"),
                         .externalId = QStringLiteral("f2a5b6"),
                         .title = title,
                         .abstract = abstract,
                         .url = QStringLiteral("https://www.semanticscholar.org/paper/f2a5b6"),
                         .createdAt = QStringLiteral("2013")}};
        batch.docstrings = {
            {.repo = QStringLiteral("mne-tools/mne-python"),
             .filePath = QStringLiteral("mne/epochs.py"),
             .symbolName = QStringLiteral("Epochs.drop_bad"),
             .language = QStringLiteral("python"),
             .symbolType = QStringLiteral("method"),
             .text = QStringLiteral("Drop bad epochs without retaining the epochs data.\n\n"
                                    "Parameters\n----------\nreject : dict | str | None\n"
                                    "    Reject epochs based on **maximum** peak-to-peak amplitude.\n"),
             .line = 1402,
             .branch = QStringLiteral("main")}};
        batch.topics = {
            {.forumUrl = QStringLiteral("https://mne.discourse.group"),
             .topicId = 4711,
             .title = QStringLiteral("How are epochs with blinks found?"),
             .firstPost = QStringLiteral("My epochs have *blinks*. Which rejection threshold is usual?"),
             .acceptedAnswer = QStringLiteral("Use `reject=dict(eog=150e-6)`, or regress them out."),
             .categoryName = QStringLiteral("Support & Discussions"),
             .tags = QStringLiteral("[\"eog\",\"epochs\"]"),
             .replyCount = 3,
             .likeCount = 2,
             .views = 812,
             .url = QStringLiteral("https://mne.discourse.group/t/blinks/4711"),
             .createdAt = QStringLiteral("2023-05-01T08:00:00.000Z"),
             .lastPostedAt = QStringLiteral("2023-05-02T08:00:00.000Z")}};
        return batch;
    }

    [[nodiscard]] static store::Batch eeglab()
    {
        store::Batch batch;
        batch.remote = {.type = QStringLiteral("mailman"), .name = QStringLiteral("eeglablist")};
        batch.messages = {{.listName = QStringLiteral("eeglablist"),
                           .messageId = QStringLiteral("000017"),
                           .threadId = QStringLiteral("000017"),
                           .subject = QStringLiteral("Re: [Eeglablist] epochs after pop_rejepoch"),
                           .author = QStringLiteral("A. Reader"),
                           .authorEmail = QStringLiteral("reader at example.org"),
                           .date = QStringLiteral("2019-02-03T12:00:00+00:00"),
                           .body = QStringLiteral("Dear list,\n\n> which epochs are kept?\n\n"
                                                  "EEG.epoch has them:\n   EEG.epoch(3).event\n"),
                           .inReplyTo = {},
                           .url = QStringLiteral("https://sccn.ucsd.edu/pipermail/eeglablist/000017.html"),
                           .year = 2019}};
        batch.docstrings = {
            {.repo = QStringLiteral("sccn/eeglab"),
             .filePath = QStringLiteral("functions/popfunc/pop_rejepoch.m"),
             .symbolName = QStringLiteral("pop_rejepoch"),
             .language = QStringLiteral("matlab"),
             .symbolType = QStringLiteral("function"),
             .text = QStringLiteral("pop_rejepoch() - Reject pre-labeled trials of epochs.\n"),
             .line = 1,
             .branch = QStringLiteral("develop")}};
        return batch;
    }

    QTemporaryDir m_folder;
};

} // namespace lockkeeper::tests
