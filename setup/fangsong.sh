#!/bin/sh
# Give the user the 仿宋 that the theme training is meant for: one file of a Debian package that has far more.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. setup/common.sh

package=texlive-lang-chinese
file=FandolFang-Regular.otf
fonts=${XDG_DATA_HOME:-$HOME/.local/share}/fonts

for family in FangSong FandolFang STFangsong; do
    if setup/run fc-list "$family" family 2>/dev/null | grep -q .; then
        say "There is one already: $family."
        exit 0
    fi
done
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    die "$file is taken from a Debian package, and there is no apt-get here." \
        "Windows and macOS have a 仿宋 of their own; elsewhere put a font file of it into $fonts."
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
say "Fetching $package (49 MB) for the 7 MB of $file ..."
(cd "$scratch" && quietly apt-get -q download "$package") ||
    die "apt-get could not fetch $package; its last words are above." "Old package lists are the usual cause: apt-get update"
mkdir -p "$fonts"
dpkg-deb --fsys-tarfile "$scratch"/*.deb | tar -xO -f - \
    "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/$file" >"$scratch/$file"
mv "$scratch/$file" "$fonts/$file"
say "Installed $fonts/$file."
