#!/bin/sh
# Put the locked Python packages and the project itself into .venv: setup/python.sh book|test
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. setup/common.sh

python=$(find_python)
digest() { "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }
# What .venv depends on: its own place, the Python that it links to, the lock.
stamp_of() {
    { "$python" -c 'import sys; print(*sys.argv[1:], sys.base_prefix, sys.version_info[:2])' "$here" && cat "requirements/$1.txt"; } | digest
}
pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input -q "$@"; }

# A Debian without python3-venv has no ensurepip: ROOT=no has unpacked the wheel of pip that it would install.
make_environment() {
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv
    else
        "$python" -m venv --without-pip .venv
        wheel=$(ls .sys/usr/share/python-wheels/pip-*.whl)
        .venv/bin/python "$wheel/pip" install -q --no-index "$wheel"
    fi
}

for lock in book test; do
    if [ -e ".venv/.$lock" ] && [ "$(cat ".venv/.$lock")" != "$(stamp_of "$lock")" ]; then
        say "The locked packages or Python have changed: making .venv anew."
        rm -rf .venv
    fi
done

if [ ! -e ".venv/.$1" ]; then
    [ -x .venv/bin/pip ] || quietly make_environment || die "python -m venv failed; its last words are above."
    say "Installing $(grep -c '==' "requirements/$1.txt") locked Python packages into .venv ..."
    quietly pip install --require-hashes --only-binary :all: -r "requirements/$1.txt" ||
        die "pip could not install the locked packages; its last words are above." \
            "A connection that breaks is the usual cause: run make again, what was fetched is kept."
    # The test lock holds all of the other.
    stamp_of book >.venv/.book
    stamp_of "$1" >".venv/.$1"
fi

if [ "$(cat .venv/.project 2>/dev/null)" != "$(digest <pyproject.toml)" ]; then
    quietly pip install --no-index --no-deps --no-build-isolation -e . || die "pip could not install the project itself."
    quietly pip check || die "pyproject.toml asks for what the locks do not hold, see above: make lock, then try again."
    digest <pyproject.toml >.venv/.project
fi
