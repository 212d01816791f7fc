# shellcheck shell=sh
# What the set-up scripts share. Sourced, with `here` being the checkout.

say() { printf '%s\n' "$*"; }

die() {
    printf '\nset-up: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

# Run a command in silence; when it fails, show how its output ended.
quietly() {
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        status=$?
        tail -n 25 "$log" >&2
        rm -f "$log"
        return "$status"
    fi
}

# Print the path of the first Python that is new enough, never that of an active .venv; PYTHON=… chooses another.
find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$python" -c 'import sys; print(sys._base_executable)'
            return
        fi
    done
    die "no Python 3.11 or newer was found, and the project is written for it." \
        "Install one (apt-get install python3, or python3.11 where that is too old; brew install python)," \
        "or say where it is: make book PYTHON=/path/to/python3.12"
}
