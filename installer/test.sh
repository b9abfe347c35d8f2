#!/usr/bin/env bash
# Installs what Lockkeeper's tests need, builds everything and runs every test, without a display.
#
#   installer/test.sh [CTEST-ARGUMENT…]  for example: -R migration, -LE 'long|bench', --repeat until-fail:5
#   installer/test.sh --help             this text
#
# Tests that need recorded answers of the real services are skipped where those are not there, and say so.
#
# Environment: LOCKKEEPER_PRESET (release; `asan` for the sanitizers), LOCKKEEPER_SKIP_INSTALL (set: install nothing).
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in
  -h | --help) print_help "${BASH_SOURCE[0]}"; exit ;;
esac

preset=${LOCKKEEPER_PRESET:-release}
install_packages "${packages_build[@]}" "${packages_test[@]}"
build "$preset"
run_tests "$preset" "$@"
