"""What WeasyPrint and the typesetting warn of, as diagnostics."""

from publisher.diagnostics import Severity
from publisher.pdf import collected
from publisher.typesetting import render, stylesheet


def test_a_value_that_no_page_can_show_is_told_once() -> None:
    css = "p { ruby-align: left } h1 { ruby-align: left }"
    with collected() as found:
        sheet = stylesheet(string=css)
        render(f"<style>{css}</style><p>甲", stylesheets=[sheet])
    (diagnostic,) = found
    assert diagnostic.code == "css-value-unsupported"
    assert diagnostic.severity is Severity.WARNING
    assert "ruby-align: left" in diagnostic.message
    assert diagnostic.hint is not None
    assert "space-around" in diagnostic.hint


def test_a_table_without_room_is_told() -> None:
    with collected() as found:
        render("<style>@page { size: 40px; margin: 0 } td { font-size: 10px }</style><table><tr><td>甲<td>123456789")
    (diagnostic,) = found
    assert (diagnostic.code, diagnostic.severity) == ("table-too-wide", Severity.WARNING)
    assert "2 columns" in diagnostic.message
    assert diagnostic.hint is not None


def test_values_that_pages_show_are_not() -> None:
    with collected() as found:
        render("<style>p { ruby-align: start; word-break: break-word; color: red }</style><p>甲")
    assert found == []
