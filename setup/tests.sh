#!/bin/sh
# Fetch what only the tests need and no package manager of the system brings: wheels, a browser, the e-book readers.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
. setup/common.sh

# The test of the wheel fills an empty environment from here, without the network.
if [ "$(cat .venv/.wheels 2>/dev/null)" != "$(cat .venv/.book)" ]; then
    rm -rf .venv/wheels
    quietly .venv/bin/python -m pip --disable-pip-version-check --no-input -q download \
        --require-hashes --only-binary :all: -d .venv/wheels -r requirements/book.txt ||
        die "pip could not fetch the wheels for the test of the wheel; its last words are above."
    cp .venv/.book .venv/.wheels
fi

if ! setup/run chromium --version >/dev/null 2>&1; then
    say "Fetching Chromium ..."
    quietly .venv/bin/playwright install --with-deps chromium ||
        die "Playwright could not fetch Chromium; its last words are above." \
            "Any Chromium will do that is found as the command \"chromium\"."
    ln -sf "$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)')" .venv/bin/chromium
fi

readers=tests/readers
if ! cmp -s "$readers/package-lock.json" "$readers/node_modules/.installed"; then
    say "Installing the e-book readers of the tests ..."
    (cd "$readers" && quietly ../../setup/run npm ci --ignore-scripts --no-audit --no-fund) ||
        die "npm could not install the readers; its last words are above."
    cp "$readers/package-lock.json" "$readers/node_modules/.installed"
fi
