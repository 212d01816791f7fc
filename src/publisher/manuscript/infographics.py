"""An infographic's TOML file to the model."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from publisher.book import GroupForm, Infographic, InfographicGroup, InfographicItem
from publisher.manuscript.findings import Findings
from publisher.manuscript.settings import Line
from publisher.manuscript.tables import Table
from publisher.manuscript.toml_file import read_toml


class ItemTable(Table):
    """`{ title, text }`: a point with a sentence that explains it."""

    title: Line
    text: Line | None = None


class GroupTable(Table):
    """`[[groups]]`: points under a heading."""

    title: Line
    items: Annotated[
        list[
            Annotated[
                Annotated[Line, Tag("(text)")] | Annotated[ItemTable, Tag("(table)")],
                Discriminator(lambda written: "(table)" if isinstance(written, dict) else "(text)"),
            ]
        ],
        Field(min_length=2, max_length=12),
    ]
    lead: Line | None = None
    form: Literal["quadrant", "steps", "list"] | None = None


class InfographicFile(Table):
    """A file of `infographics/`."""

    title: Line
    groups: Annotated[list[GroupTable], Field(min_length=1, max_length=4)]
    kicker: Line | None = None
    lead: Line | None = None
    conclusion: Line | None = None
    credit: Line | None = None
    source: Line | None = None


def read_infographic(file: Path, id_: str, findings: Findings) -> Infographic | None:
    """Read an infographic; what is wrong with it is noted, and then it is None."""
    read = read_toml(file, InfographicFile, findings)
    if read is None or read.value is None:
        return None
    written = read.value
    return Infographic(
        id=id_,
        title=written.title,
        groups=tuple(_group(group) for group in written.groups),
        kicker=written.kicker,
        lead=written.lead,
        conclusion=written.conclusion,
        credit=written.credit,
        source=written.source,
        file=file,
    )


def _group(written: GroupTable) -> InfographicGroup:
    items = tuple(
        InfographicItem(title=item) if isinstance(item, str) else InfographicItem(title=item.title, text=item.text)
        for item in written.items
    )
    form = GroupForm(written.form) if written.form else _usual_form(len(items))
    return InfographicGroup(title=written.title, items=items, form=form, lead=written.lead)


def _usual_form(count: int) -> GroupForm:
    if count == 4:
        return GroupForm.QUADRANT
    return GroupForm.STEPS if count > 4 else GroupForm.LIST
