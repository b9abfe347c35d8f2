# What run.sh, test.sh and CI share; sourced, with `set -euo pipefail` in force.
# shellcheck shell=bash

unset CDPATH
lockkeeper_top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source-path=SCRIPTDIR source=packages.sh
source "$lockkeeper_top/installer/packages.sh"

say() { printf '%s\n' "$*" >&2; }
die() { say "lockkeeper: $*"; exit 1; }

# The lines of comment at a script's head, but for the first, are its help.
print_help() { sed -n '2,/^[^#]/ { /^#/ { s/^# \{0,1\}//; p; } }' "$1"; }

# --- packages --------------------------------------------------------------------------------------------------------

# Debian 12, Ubuntu 24.04, what came after them, and systems made from those.
system_is_supported() {
  local id='' version='' like=''
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 1
  [[ -r /etc/os-release ]] || return 1
  id=$(. /etc/os-release && printf '%s' "${ID:-}")
  version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")
  like=$(. /etc/os-release && printf '%s' "${ID_LIKE:-}")
  case $id in
    debian) [[ -z $version || ${version%%.*} -ge 12 ]] ;; # testing and unstable have no number
    ubuntu) [[ ${version%%.*} -ge 24 ]] ;;
    *) [[ " $like " == *' debian '* || " $like " == *' ubuntu '* ]] ;;
  esac
}

is_installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

is_known_to_apt() {
  [[ -n $(apt-cache show --no-all-versions "$1" 2>/dev/null) ]]
}

# choose_package SPEC - prints the first of its names that is installed or that apt knows, else the last.
choose_package() {
  local name
  for name in ${1//|/ }; do
    if is_installed "$name" || is_known_to_apt "$name"; then break; fi # apt takes half a second a question
  done
  printf '%s\n' "$name"
}

# missing_packages SPEC… - prints the names of those that are not installed.
missing_packages() {
  local spec name
  for spec in "$@"; do
    name=$(choose_package "$spec")
    is_installed "$name" || printf '%s\n' "$name"
  done
}

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo -- "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold -q "$@" </dev/null >&2
}

apt_update() {
  say "Reading the package lists."
  as_root apt-get update -q -o DPkg::Lock::Timeout=300 </dev/null >&2 ||
    die "apt-get update failed; see above. Is there a network?"
}

# install_packages SPEC… - makes sure that they are there; says what it installs, and asks for root's rights only then.
install_packages() {
  local missing name updated=no
  if [[ -n ${LOCKKEEPER_SKIP_INSTALL:-} ]]; then return 0; fi
  if ! system_is_supported; then
    say "This is not Debian 12, Ubuntu 24.04 or a later one; what Lockkeeper needs cannot be installed here by itself:"
    printf '  %s\n' "${@//|/ or }" >&2
    die "install your system's packages for these, then set LOCKKEEPER_SKIP_INSTALL=1 and start this again."
  fi
  mapfile -t missing < <(missing_packages "$@")
  if [[ ${#missing[@]} -eq 0 ]]; then return 0; fi

  if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
    say "Packages are missing, and installing them needs root's rights, but there is no sudo. As root:"
    say "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    die "then start this again."
  fi
  for name in "${missing[@]}"; do
    if [[ $updated == no ]] && ! is_known_to_apt "$name"; then
      apt_update
      updated=yes
    fi
  done
  mapfile -t missing < <(missing_packages "$@") # new lists may know a name that comes first
  say "Installing: ${missing[*]}"
  if apt_install "${missing[@]}"; then return 0; fi
  if [[ $updated == no ]]; then # old lists name files that the archive no longer has
    apt_update
    if apt_install "${missing[@]}"; then return 0; fi
  fi
  die "the packages could not be installed; apt's own words are above."
}

# --- building --------------------------------------------------------------------------------------------------------

# A home that is not there or not ours is a cache's end: ccache then works beside the build.
prepare_ccache() {
  if [[ -z ${CCACHE_DIR:-} && ! -w ${HOME:-/nonexistent} ]]; then
    export CCACHE_DIR="$lockkeeper_top/build/ccache"
  fi
}

# build PRESET [TARGET…] - configures and builds, in build/PRESET.
build() {
  local preset=$1 cache="$lockkeeper_top/build/$1/CMakeCache.txt" fresh=()
  shift
  prepare_ccache
  # A tree that was moved or copied carries the old place in its cache, and CMake refuses it.
  if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$lockkeeper_top" "$cache"; then
    fresh=(--fresh)
  fi
  (
    cd -- "$lockkeeper_top" || exit
    cmake --preset "$preset" ${fresh[@]+"${fresh[@]}"} --log-level=WARNING
    cmake --build --preset "$preset" ${1:+--target "$@"}
  ) >&2
}

# run_tests PRESET [CTEST-ARGUMENT…] - without a display, without the user's tokens, and away from the user's files.
run_tests() {
  local preset=$1 home="$lockkeeper_top/build/$1/test-home"
  shift
  mkdir -p -- "$home"
  cd -- "$lockkeeper_top" || exit
  # A test that does not come back is tried once more: one hang at a process's end was seen, and its cause not found.
  # Three at once, for many of them wait for clocks.
  env -u DISPLAY -u WAYLAND_DISPLAY -u DATA_DIR -u LOCKKEEPER_COMMUNITIES \
    -u GITHUB_TOKEN -u SEMANTIC_SCHOLAR_API_KEY -u PUBMED_API_KEY -u OPENALEX_API_KEY -u OPENALEX_EMAIL \
    HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" \
    XDG_STATE_HOME="$home/state" QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 \
    ctest --preset "$preset" --repeat after-timeout:2 --parallel 3 --no-tests=error "$@"
}
