#!/bin/sh
# Install the system libraries, fonts and programs that are missing: setup/system.sh book|test
#shellcheck disable=SC2086  # lists of packages are meant to be split
#
# ROOT=no unpacks them into .sys instead, which needs no rights at all (Debian and Ubuntu).
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. setup/common.sh

python=$(find_python)
python_version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
sys=$here/.sys

has_library() {
    case $(uname) in
        Darwin) [ -e "$(brew --prefix)/lib/lib${1%.so.*}.${1##*.}.dylib" ] ;;
        *) setup/run "$python" -c "import ctypes; ctypes.CDLL('lib$1')" 2>/dev/null ;;
    esac
}
has_font() { [ -n "$(setup/run fc-list "$1" family 2>/dev/null)" ]; }
# Data of a package, by its path below share/; Homebrew has none of it.
has_data() {
    for share in "$sys/usr/share" /usr/local/share /usr/share; do
        if [ -e "$share/$1" ]; then return; fi
    done
    [ "$(uname)" = Darwin ]
}
has_program() { setup/run $1 >/dev/null 2>&1; }
has_module() {
    # Unpacked without root, ensurepip is not where Python looks; the wheels that it would install are what counts.
    "$python" -c "import $1" 2>/dev/null || [ -d "$sys/usr/share/python-wheels" ]
}

# need KIND NAME APT BREW: note what is missing, and the packages that bring it ("-" where there is none).
need() {
    if "has_$1" "$2"; then return; fi
    missing="$missing $1 ${2%% -*},"
    case " $packages " in *" $3 "*) ;; *) packages="$packages $3" ;; esac
    case " $formulae " in *" $4 "*) ;; *) formulae="$formulae $4" ;; esac
}

find_missing() {
    missing='' packages='' formulae=''
    need library pango-1.0.so.0 libpango-1.0-0 pango
    need library pangoft2-1.0.so.0 libpangoft2-1.0-0 pango
    need library harfbuzz-subset.so.0 libharfbuzz-subset0 harfbuzz
    need font 'Noto Serif CJK SC' fonts-noto-cjk font-noto-serif-cjk-sc
    need font 'Noto Sans CJK SC' fonts-noto-cjk font-noto-sans-cjk-sc
    need font 'LXGW WenKai' fonts-lxgw-wenkai font-lxgw-wenkai
    need data scribus/profiles/ISOcoated_v2_300_bas.icc scribus-data -
    need module ensurepip "python$python_version-venv" python
    if [ "$1" = book ]; then return; fi
    need program 'java --version' default-jre-headless openjdk
    need program 'pdftoppm -v' poppler-utils poppler
    need program 'qpdf --version' qpdf qpdf
    need program 'gs --version' ghostscript ghostscript
    if [ "$(uname)" = Darwin ]; then return; fi
    # What Playwright, which drives the browser, links to; every machine with a compiler has it.
    need library atomic.so.1 libatomic1 -
    # Ubuntu has no such package, only a snap: there setup/tests.sh sees to it, as on macOS.
    if ! grep -qs '^ID.*ubuntu' /etc/os-release; then need program 'chromium --version' chromium -; fi
}

install_with_apt() {
    sudo=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "missing:${missing%,}. Installing that needs root, and there is no sudo." \
            "Ask whoever runs this machine for: apt-get install --no-install-recommends$packages" \
            "or have it unpacked inside this folder, without any rights: make $1 ROOT=no"
        say "Administrator rights are needed to install$packages: sudo may ask for your password."
        sudo=sudo
    fi
    apt() {
        $sudo env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
            apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
    }
    # An old list names versions that are gone. One broken source of many is no reason to stop: install tells.
    quietly apt update || say "Some package lists could not be renewed; going on with those that are there."
    size=$(apt --no-install-recommends --print-uris install $packages |
        awk -v quote="'" 'index($1, quote) == 1 { bytes += $3 } END { printf "%.0f", bytes / 1e6 }')
    say "Installing$packages ($size MB to fetch) ..."
    quietly apt install --no-install-recommends $packages ||
        die "apt could not install$packages; its last words are above." \
            "What counts is that the thing is there, not where it comes from:${missing%,}." \
            "A font may also be put into ~/.local/share/fonts. Then run make again."
}

unpack_with_apt() {
    command -v apt-get >/dev/null || die "ROOT=no takes its packages from apt, and there is no apt-get here."
    state=$sys/apt
    mkdir -p "$state/state/lists/partial" "$state/cache/archives/partial" "$state/debs"
    apt() {
        LC_ALL=C apt-get -q -o Dir::State="$state/state" -o Dir::State::status=/var/lib/dpkg/status \
            -o Dir::Cache="$state/cache" -o Debug::NoLocking=1 "$@"
    }
    quietly apt update || say "Some package lists could not be renewed; going on with those that are there."
    # Of what apt would do, only the packages that are new here ("Inst name [old] …" is an upgrade): a newer libc
    # beside the system's own would bring every program down.
    plan=$(apt --no-install-recommends -s install $packages) || die "apt does not know all of$packages."
    new=$(say "$plan" | sed -n 's/^Inst \([^ ]*\) (.*/\1/p')
    say "Unpacking$packages and what they need into .sys ..."
    (cd "$state/debs" && quietly apt download $new) || die "apt could not fetch$packages; its last words are above."
    for deb in "$state"/debs/*.deb; do dpkg -x "$deb" "$sys"; done
    rm -rf "$state"
    find "$sys" -type l -lname '/*' | while read -r link; do
        target=$sys$(readlink "$link")
        if [ -e "$target" ]; then ln -sfn "$target" "$link"; fi
    done
    {
        say '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        say "<fontconfig>"
        say '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        say "  <include ignore_missing=\"yes\">$sys/etc/fonts/conf.d</include>"
        say "  <dir>$sys/usr/share/fonts</dir>"
        say "  <cachedir>$sys/var/cache/fontconfig</cachedir>"
        say "</fontconfig>"
    } >"$sys/fonts.conf"
}

install_with_brew() {
    command -v brew >/dev/null || die "missing:${missing%,}. Homebrew brings it, and there is no brew here." \
        "Install Homebrew first, then run make $1 again."
    say "Installing$formulae with Homebrew ..."
    quietly brew install --quiet $formulae || die "brew could not install$formulae; its last words are above."
}

find_missing "$1"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(uname)" = Darwin ]; then
    install_with_brew "$1"
elif [ "${ROOT:-}" = no ]; then
    unpack_with_apt
elif command -v apt-get >/dev/null; then
    install_with_apt "$1"
else
    die "missing:${missing%,}. Set-up knows apt and Homebrew; this system has neither." \
        "Install these with its own package manager, then run make $1 again."
fi
find_missing "$1"
[ -z "$missing" ] || die "still missing after the installation:${missing%,}."
