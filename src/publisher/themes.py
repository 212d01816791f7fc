"""The themes: folders of `styles/themes/`, each with the settings that a book takes from it unless it has its own."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from publisher.book import Opens, PageShares
from publisher.styles_folder import styles_folder

STANDARD_THEME = "newspaper"
"""What a book gets that names none."""

_SETTINGS = "theme.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A typeface that a theme is meant for: its name in the trade, the families that are it, what stands in for it."""

    name: str
    families: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A look, and the page that it is made for.

    `size` is a paper by its name, sizes of type are in pt. A theme that `scales` keeps its number of characters and
    lines on other papers, and its type grows and shrinks with them.
    """

    folder: Path
    title: str
    description: str
    size: str
    body_size: float
    line_height: float
    scales: bool
    shares: PageShares
    parts_open: Opens
    chapters_open: Opens
    faces: tuple[Face, ...]


def theme_names() -> tuple[str, ...]:
    """List the themes by their names, in the order of the alphabet."""
    return tuple(sorted(file.parent.name for file in (styles_folder() / "themes").glob(f"*/{_SETTINGS}")))


def read_theme(name: str) -> Theme:
    """Read a theme that `theme_names` lists."""
    folder = styles_folder() / "themes" / name
    written = tomllib.loads((folder / _SETTINGS).read_text(encoding="utf-8"))
    page = written["page"]
    return Theme(
        folder=folder,
        title=written["title"],
        description=written["description"],
        size=page["size"],
        body_size=page["body-size"],
        line_height=page["line-height"],
        scales=page["scales"],
        shares=PageShares(**{key.replace("-", "_"): value for key, value in written["text-area"].items()}),
        parts_open=Opens(page["parts-open"]),
        chapters_open=Opens(page["chapters-open"]),
        faces=tuple(
            Face(name=face["name"], families=tuple(face["families"]), instead=face["instead"])
            for face in written.get("faces", ())
        ),
    )
