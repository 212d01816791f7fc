"""The graphics state of a content stream (ISO 32000-2 §8.4), as far as marks depend on it."""

from publisher.checks.pdf.font_widths import NO_WIDTHS
from publisher.checks.pdf.marks import EVERYWHERE, IDENTITY, Area, Colour, Matrix


class State:
    """What `q` saves and `Q` brings back."""

    __slots__ = (
        "blended",
        "clip",
        "fill",
        "fill_overprint",
        "font",
        "leading",
        "matrix",
        "size",
        "stroke",
        "stroke_overprint",
        "width",
    )

    def __init__(self) -> None:
        self.matrix: Matrix = IDENTITY
        self.clip: Area = EVERYWHERE
        self.fill = self.stroke = Colour()
        self.fill_overprint = self.stroke_overprint = self.blended = False
        self.width = 1.0
        self.size = 0.0
        self.font = NO_WIDTHS
        self.leading = 0.0

    def copied(self) -> "State":
        """Return the same state, to be changed by itself; `copy.copy` takes several times as long."""
        made = State.__new__(State)
        for name in self.__slots__:
            setattr(made, name, getattr(self, name))
        return made
