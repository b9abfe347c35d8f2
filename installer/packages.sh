# Debian's and Ubuntu's names for what Lockkeeper needs; sourced. "a|b": the first that the system's archive knows.
# Recommended packages are not installed, so what a dependency only recommends must be named here.
# shellcheck shell=bash disable=SC2034

# To build and to run.
packages_build=(
  g++
  cmake                          # 3.25 or later
  ninja-build
  qt6-base-dev                   # 6.4 or later: Core, Gui, Widgets, Sql, Network, Concurrent, Test; OpenGL's headers
  qt6-tools-dev                  # LinguistTools: the plural forms of English are a translation
  qt6-l10n-tools                 # lrelease
  libqt6sql6-sqlite              # the QSQLITE driver, a plugin: nothing depends on it by itself
  'qt6-svg-plugins|libqt6svg6'   # the icons' file format and engine, plugins again
  libsqlite3-dev
  libyaml-cpp-dev
  pkg-config
  libgumbo-dev                   # HTML of forums and papers
  libarchive-dev                 # a repository as an archive
  libtree-sitter-dev             # Python; its grammar comes from npm
  libicu-dev                     # names of characters in Python's \N{…}
  zlib1g-dev                     # archives of mailing lists
  qtkeychain-qt6-dev             # tokens in the desktop's keyring; libqt6keychain1 to run
  ca-certificates
  fonts-dejavu-core              # a bare system has no font, and Qt then draws boxes
)

# npm fetches the Python grammar. Any will do: the one of Node's own packages conflicts with Debian's.
command -v npm >/dev/null || packages_build+=(npm)

# To run the tests, besides.
packages_test=(
  python3                        # the second process that competes for a database's lock
  util-linux                     # unshare and setpriv: read-only folders, also for root
  dbus                           # a session bus and a keyring of their own, for the tokens; skipped without them
  gnome-keyring
)

# What .ci/run uses, besides. One version of the tools, or the same file is well formatted here and badly there.
packages_ci=(
  git
  clang-format-14
  clang-14                       # the fuzzers: libFuzzer is clang's
  libclang-rt-14-dev
  lld                            # a quicker linker; used where it is there
  clang-tidy-14
  shellcheck
)

# Not needed, but used where it is there: ccache (a rebuild takes seconds), lld (a program links in one), xvfb (a display
# for pictures of the window).
