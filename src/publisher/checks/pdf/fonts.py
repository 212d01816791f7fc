"""Check that every font is embedded, wherever a page takes it from (ISO 32000-2 §9.9)."""

from collections.abc import Iterator

import pikepdf

from publisher.checks.findings import error
from publisher.checks.pdf.opened import OpenedPdf, numbered, told
from publisher.diagnostics import Diagnostic

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_fonts(opened: OpenedPdf) -> Iterator[Diagnostic]:
    """Find fonts that are named but not in the file."""
    pages: dict[str, list[int]] = {}
    shared: dict[tuple[int, int], frozenset[str]] = {}
    for number, page in numbered(opened):
        for name in sorted(_missing(page, shared)):
            pages.setdefault(name, []).append(number)
    for name, numbers in pages.items():
        yield error(
            "pdf-font-not-embedded",
            f"The font {name} is not embedded ({told(numbers)}): another takes its place wherever it is not "
            "installed, and Chinese may become boxes",
            file=opened.file,
            page=numbers[0],
            hint="embed it: make the page with a font file that allows it, or convert the text of the picture to paths",
        )


def _missing(page: pikepdf.Page, shared: dict[tuple[int, int], frozenset[str]]) -> frozenset[str]:
    """Name the fonts of a page that are not embedded; resources that pages share are looked through once."""
    resources = page.resources
    known = shared.get(resources.objgen) if resources.is_indirect else None
    if known is None:
        known = _Search().not_embedded([resources])
        if resources.is_indirect:
            shared[resources.objgen] = known
    return known | _Search().not_embedded([_resources(form) for form in _appearances(page)])


class _Search:
    """One walk through resources; what is met again, as forms that contain each other are, is passed by."""

    def __init__(self) -> None:
        self._met: set[tuple[int, int]] = set()

    def not_embedded(self, waiting: list[object]) -> frozenset[str]:
        """Name the fonts without glyphs in resource dictionaries and in all that these lead to."""
        names: set[str] = set()
        while waiting:
            resources = waiting.pop()
            for font in self._entries(resources, "/Font"):
                if not _embedded(font):
                    names.add(str(font.get("/BaseFont", "without a name")).removeprefix("/"))
                waiting.append(_resources(font))
            for key in ("/XObject", "/Pattern"):
                waiting += (_resources(drawn) for drawn in self._entries(resources, key))
            for state in self._entries(resources, "/ExtGState"):
                mask = state.get("/SMask")
                group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
                if self._is_new(group):
                    waiting.append(_resources(group))
        return frozenset(names)

    def _entries(self, resources: object, key: str) -> Iterator[pikepdf.Object]:
        entries = resources.get(key) if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(entries, pikepdf.Dictionary) and self._is_new(entries):
            yield from (
                entry
                for entry in entries.values()
                if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream) and self._is_new(entry)
            )

    def _is_new(self, value: object) -> bool:
        if not isinstance(value, pikepdf.Object) or not value.is_indirect:
            return True
        new = value.objgen not in self._met
        self._met.add(value.objgen)
        return new


def _resources(drawn: object) -> object:
    """Return the resources of a form, a tiling pattern or a Type 3 font."""
    return drawn.get("/Resources") if isinstance(drawn, pikepdf.Dictionary | pikepdf.Stream) else None


def _appearances(page: pikepdf.Page) -> Iterator[object]:
    """Yield what annotations draw: one form, or a form a state."""
    annotations = page.obj.get("/Annots")
    for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
        looks = annotation.get("/AP") if isinstance(annotation, pikepdf.Dictionary) else None
        normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        yield from normal.values() if isinstance(normal, pikepdf.Dictionary) else (normal,)


def _embedded(font: pikepdf.Object) -> bool:
    """Tell whether the glyphs of a font are in the file; those of a Type 3 font always are."""
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    described = descendants[0] if isinstance(descendants, pikepdf.Array) and len(descendants) else font
    descriptor = described.get("/FontDescriptor") if isinstance(described, pikepdf.Dictionary) else None
    return isinstance(descriptor, pikepdf.Dictionary) and any(key in descriptor for key in _FILES)
