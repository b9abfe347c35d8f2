#!/usr/bin/env bash
# Installs what Lockkeeper needs, builds it and starts it.
#
#   installer/run.sh [ARGUMENT…]         the window; without a display, `lockkeeper-cli sync ARGUMENT…` instead
#   installer/run.sh --demo              with three small made-up communities: nothing leaves this machine
#   installer/run.sh -- ARGUMENT…        the same, for arguments that this script would take for its own
#   installer/run.sh --help              this text (`-- --help`: the program's own)
#
# On Debian 12, Ubuntu 24.04 and later, missing packages are named and then installed with apt-get, by sudo unless you
# are root. The build is in build/release; a second start only builds what changed.
#
# Environment: LOCKKEEPER_PRESET (release), LOCKKEEPER_SKIP_INSTALL (set: install nothing).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in
  -h | --help) print_help "${BASH_SOURCE[0]}"; exit ;;
  --) shift ;;
esac

preset=${LOCKKEEPER_PRESET:-release}
install_packages "${packages_build[@]}"
build "$preset" lockkeeper lockkeeper-cli

bin=$lockkeeper_top/build/$preset/bin
if [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
  say "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so this syncs on the command line."
  exec "$bin/lockkeeper-cli" sync "$@"
fi
exec "$bin/lockkeeper" "$@"
