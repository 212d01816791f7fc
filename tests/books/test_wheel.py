"""The wheel, installed alone into an empty environment, starts a book and builds it away from the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[2]
# Set-up fetches the wheels of requirements/book.txt to here, so that this test needs no network.
_WHEELS = Path(sys.prefix) / "wheels"


def _run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    finished = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300
    )
    assert finished.returncode == 0, finished.stdout
    return finished.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, _CHECKOUT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_style_and_template(wheel: Path) -> None:
    styles = _CHECKOUT / "styles"
    expected = {file.relative_to(styles).as_posix() for file in styles.rglob("*") if file.is_file()}
    names = zipfile.ZipFile(wheel).namelist()
    assert {
        name.removeprefix("publisher/styles/") for name in names if name.startswith("publisher/styles/")
    } == expected
    assert "publisher/py.typed" in names


def test_wheel_in_an_empty_environment_builds_a_book(wheel: Path, tmp_path: Path) -> None:
    assert _WHEELS.is_dir(), "the locked wheels are missing: run `make test`, or setup/tests.sh alone"
    environment = tmp_path / "environment"
    venv.create(environment)
    python, publisher = environment / "bin/python", environment / "bin/publisher"
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "--disable-pip-version-check",
        "install",
        "--no-index",
        "-q",
    )
    _run(*pip, "--require-hashes", "-f", _WHEELS, "-r", _CHECKOUT / "requirements/book.txt", folder=tmp_path)
    _run(*pip, "--no-deps", wheel, folder=tmp_path)

    _run(publisher, "new", "lesson", folder=tmp_path)
    _run(publisher, "build", "lesson", "--output", "out", folder=tmp_path)

    where = _run(python, "-c", "import publisher; print(publisher.__file__)", folder=tmp_path)
    assert environment in Path(where).parents
    assert zipfile.ZipFile(tmp_path / "out/lesson.epub").testzip() is None
    assert (tmp_path / "out/lesson.pdf").read_bytes().startswith(b"%PDF-")
