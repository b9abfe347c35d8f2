// The live table of a terminal, redrawn in place; what is worth keeping scrolls by above it.
#pragma once

#include "cli/TableText.h"
#include "cli/TextOutput.h"

namespace lockkeeper::cli {

class TableOutput final : public TextOutput
{
public:
    explicit TableOutput(Verbosity verbosity);

    void message(const QString &text) override;
    void look(const sync::RunSnapshot &run) override;
    void finished(const sync::RunSnapshot &run) override;

protected:
    void say(const QString &line) override;
    void sayFailure(const QString &line) override;
    [[nodiscard]] bool tellsEveryEnd() const override { return false; }

private:
    void sayAbove(const QString &text, Tone tone);
    // Puts `lines` where the table stood, in one write, or it flickers.
    void replaceTable(const QList<TableLine> &lines, int columns);
    [[nodiscard]] QString styled(const TableLine &line) const;

    bool m_colours;
    bool m_unicode;
    QList<TableLine> m_table; // what stands on the screen
};

} // namespace lockkeeper::cli
