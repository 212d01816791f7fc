#!/bin/sh
# Remake requirements/*.txt from pyproject.toml: the newest versions, with the hashes of every platform.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. setup/common.sh

PATH=$PATH:$here/.venv/lock/bin
if ! command -v uv >/dev/null; then
    "$(find_python)" -m venv .venv/lock
    .venv/lock/bin/pip install --disable-pip-version-check -q uv
fi

# The build backend is locked with the rest, so that a build of the project needs nothing that is not.
requires='import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'
lock() {
    output=requirements/$1.txt
    shift
    "$(find_python)" -c "$requires" |
        uv --no-config pip compile pyproject.toml - --universal --python-version 3.11 --generate-hashes --upgrade \
            --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
            --quiet --output-file "$output" "$@"
}
lock book
lock test --group test --constraint requirements/book.txt
