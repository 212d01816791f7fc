"""The book folder `river`, built once for all tests that look at finished files."""

import shutil
from pathlib import Path

import pytest

from publisher.build import Built, build_book

RIVER = Path(__file__).parent / "river"


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """Return a copy of the book folder that a test may spoil."""
    return Path(shutil.copytree(RIVER, tmp_path / "river"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build all four outputs of the book folder."""
    return build_book(RIVER, target=tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def files(built: Built) -> dict[str, Path]:
    """Return the built files by what their names end in."""
    return {file.name.removeprefix("river"): file for file in built.files}
