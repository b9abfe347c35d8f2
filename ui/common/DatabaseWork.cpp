#include "ui/common/DatabaseWork.h"

#include "sync/Engine.h"

#include <algorithm>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace lockkeeper::ui {

struct DatabaseWork::Piece
{
    enum class Stage { InLine, Pausing, Running, Ending };

    Id id = 0;
    Steps steps;
    Stage stage = Stage::InLine;
    bool paused = false; // the engine was asked to
    std::stop_source stopSource;
    std::jthread thread;

    [[nodiscard]] bool begun() const { return stage != Stage::InLine; }
};

DatabaseWork::DatabaseWork(int atOnce, QObject *parent)
    : QObject(parent)
    , m_atOnce(atOnce)
{
    m_look.setInterval(80ms);
    connect(&m_look, &QTimer::timeout, this, &DatabaseWork::look);
}

DatabaseWork::~DatabaseWork()
{
    for (const std::unique_ptr<Piece> &piece : m_pieces)
        piece->stopSource.request_stop();
    for (const std::unique_ptr<Piece> &piece : m_pieces) {
        if (piece->thread.joinable())
            piece->thread.join();
        if (piece->paused && m_engine)
            m_engine->resume(piece->steps.community);
    }
}

void DatabaseWork::setEngine(sync::Engine *engine)
{
    if (m_engine)
        disconnect(m_engine, nullptr, this, nullptr);
    m_engine = engine;
    for (const std::unique_ptr<Piece> &piece : m_pieces)
        piece->paused = false;
    if (engine) {
        connect(engine, &sync::Engine::paused, this, &DatabaseWork::enginePaused);
        connect(engine, &QObject::destroyed, this, [this] { setEngine(nullptr); });
    }
    each(&DatabaseWork::pauseAgain);
}

void DatabaseWork::pauseAgain(Piece &piece)
{
    if (!piece.steps.alone || !piece.begun() || piece.stage == Piece::Stage::Ending)
        return;
    if (m_engine) {
        piece.paused = true;
        m_engine->pause(piece.steps.community);
    } else if (piece.stage == Piece::Stage::Pausing) {
        run(piece);
    }
}

DatabaseWork::Id DatabaseWork::addSteps(Steps steps)
{
    auto piece = std::make_unique<Piece>();
    const Id id = ++m_last;
    piece->id = id;
    piece->steps = std::move(steps);
    m_pieces.push_back(std::move(piece));
    // Not at once: who adds it shall know its number before it hears of it.
    QMetaObject::invokeMethod(this, &DatabaseWork::beginWhatCan, Qt::QueuedConnection);
    Q_EMIT changed();
    return id;
}

bool DatabaseWork::hasToWait(const Piece &piece) const
{
    for (const std::unique_ptr<Piece> &before : m_pieces) {
        if (before.get() == &piece)
            return false;
        if (before->steps.community == piece.steps.community && (before->steps.alone || piece.steps.alone))
            return true;
    }
    return false;
}

void DatabaseWork::beginWhatCan()
{
    const auto begun = [](const std::unique_ptr<Piece> &piece) {
        return piece->begun();
    };
    for (;;) {
        const auto next = std::ranges::find_if(m_pieces, [this](const std::unique_ptr<Piece> &piece) {
            return !piece->begun() && !hasToWait(*piece);
        });
        if (next == m_pieces.end() || std::ranges::count_if(m_pieces, begun) >= m_atOnce)
            return;
        Piece &piece = **next;
        if (!piece.steps.alone || !m_engine) {
            run(piece);
            continue;
        }
        const Id id = piece.id;
        piece.stage = Piece::Stage::Pausing;
        piece.paused = true;
        piece.steps.pausing();
        if (m_engine && find(id)) // told somebody, who may have changed either
            m_engine->pause(piece.steps.community);
    }
}

void DatabaseWork::enginePaused(const QString &community)
{
    const auto waiting = std::ranges::find_if(m_pieces, [&community](const std::unique_ptr<Piece> &piece) {
        return piece->stage == Piece::Stage::Pausing && piece->steps.community == community;
    });
    if (waiting != m_pieces.end())
        run(**waiting);
}

void DatabaseWork::run(Piece &piece)
{
    piece.stage = Piece::Stage::Running;
    piece.thread =
        std::jthread([this, id = piece.id, work = piece.steps.run, token = piece.stopSource.get_token()] {
            work(token);
            QMetaObject::invokeMethod(
                this, [this, id] { end(id); }, Qt::QueuedConnection);
        });
    m_look.start();
    piece.steps.started();
}

void DatabaseWork::end(Id id)
{
    const auto found = std::ranges::find(m_pieces, id, [](const auto &piece) { return piece->id; });
    if (found == m_pieces.end())
        return;
    const std::unique_ptr<Piece> piece = std::move(*found);
    m_pieces.erase(found);
    if (piece->thread.joinable())
        piece->thread.join(); // it has nothing left to do
    if (piece->paused && m_engine)
        m_engine->resume(piece->steps.community);
    if (m_pieces.empty())
        m_look.stop();
    piece->steps.ended();
    beginWhatCan();
    Q_EMIT changed();
    if (m_pieces.empty())
        Q_EMIT idle();
}

void DatabaseWork::stop(Piece &piece)
{
    piece.stopSource.request_stop();
    if (piece.stage == Piece::Stage::Running || piece.stage == Piece::Stage::Ending)
        return; // it ends by itself
    piece.stage = Piece::Stage::Ending;
    QMetaObject::invokeMethod(
        this, [this, id = piece.id] { end(id); }, Qt::QueuedConnection);
}

void DatabaseWork::cancel(Id id)
{
    if (Piece *piece = find(id))
        stop(*piece);
}

void DatabaseWork::cancelAll()
{
    each(&DatabaseWork::stop);
}

bool DatabaseWork::running(Id id) const
{
    return find(id) != nullptr;
}

DatabaseWork::Piece *DatabaseWork::find(Id id) const
{
    const auto found = std::ranges::find(m_pieces, id, [](const auto &piece) { return piece->id; });
    return found == m_pieces.end() ? nullptr : found->get();
}

void DatabaseWork::each(void (DatabaseWork::*step)(Piece &))
{
    std::vector<Id> ids;
    for (const std::unique_ptr<Piece> &piece : m_pieces)
        ids.push_back(piece->id);
    for (const Id id : ids) {
        if (Piece *piece = find(id))
            (this->*step)(*piece);
    }
}

void DatabaseWork::look()
{
    std::vector<Id> ids;
    for (const std::unique_ptr<Piece> &piece : m_pieces) {
        if (piece->stage == Piece::Stage::Running)
            ids.push_back(piece->id);
    }
    for (const Id id : ids) {
        if (Piece *piece = find(id)) {
            const std::function<void()> newest = piece->steps.look; // outlives the piece
            newest();
        }
    }
}

} // namespace lockkeeper::ui
