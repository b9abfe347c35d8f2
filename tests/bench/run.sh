#!/usr/bin/env bash
# Builds the benchmarks for release and runs them: figures with their targets beside them. See README.md.
#
#   tests/bench/run.sh                      all of them, some fifteen minutes on two cores
#   tests/bench/run.sh store memory         only these: store, contention, window, lockview, sources, docstrings,
#                                         events, memory, backups, inspect
#   tests/bench/run.sh --seconds 10         shorter runs of contention
#   tests/bench/run.sh --quick              whether they work, in some seconds
#
# Exits 0 unless an outcome is wrong (a lock error, a missing row); a missed target is told, not punished.
# Environment: LOCKKEEPER_PRESET (release), TMPDIR (where the databases go).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR/../../installer source=../../installer/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../installer/common.sh"

preset=${LOCKKEEPER_PRESET:-release}
build "$preset" lockkeeper_bench
exec "$lockkeeper_top/build/$preset/bin/lockkeeper_bench" "$@"
