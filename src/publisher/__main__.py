"""Starts the command line, and says what is missing when the machine lacks a system library."""

import io
import sys
import traceback
from contextlib import redirect_stdout


def main() -> None:
    """Run `publisher` and end the process with its exit code."""
    try:
        # Imported here because the import itself fails where Pango is missing, and that must be said in plain words;
        # WeasyPrint then prints an advice of its own on standard output, which is left out.
        with redirect_stdout(io.StringIO()):
            from publisher.cli import run
    except OSError as error:
        sys.stderr.write(
            "error [library-missing] A system library that sets the pages is missing, so nothing can be built:\n"
            f"  {str(error).splitlines()[0]}\n"
            "  → on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0;"
            " on macOS: brew install pango; or run: make book\n"
        )
        sys.exit(1)
    try:
        sys.exit(run())
    except Exception as error:  # The last resort: a fault of ours, told without a traceback unless asked for.
        if "-v" in sys.argv or "--verbose" in sys.argv:
            traceback.print_exc()
        sys.stderr.write(
            f"error [internal] A fault in publisher itself: {type(error).__name__}: {error}\n"
            "  → run it again with -v and report what it prints\n"
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
