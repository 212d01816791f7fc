"""Every colour of a PDF in the inks of a press: pages, forms, patterns, blends, pictures."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pikepdf

from publisher.pdf.prepress_blends import convert_blend, flatten_to_grey
from publisher.pdf.prepress_content import grey_content, ink_content, overprint_states
from publisher.pdf.prepress_pictures import convert_picture
from publisher.pdf.prepress_profile import OutputProfile

_Id: TypeAlias = tuple[int, int]


def separate(pdf: pikepdf.Pdf, profile: OutputProfile) -> None:
    """Convert all that a PDF of WeasyPrint draws, wherever the file keeps it."""
    streams = {found.objgen: found for found in pdf.objects if isinstance(found, pikepdf.Stream)}
    pages = {page.obj.Resources.objgen: page.obj.Resources for page in pdf.pages}
    masks = _masks([*pages.values(), *(stream.Resources for stream in streams.values() if "/Resources" in stream)])
    for page in pdf.pages:
        _convert_content(page.obj.Contents, profile, mask=False)
    alphas = {stream.SMask.objgen for stream in streams.values() if "/SMask" in stream}
    for key, stream in streams.items():
        if stream.get("/Subtype") == "/Image":
            if "/Interpolate" in stream:
                # Every press would guess pixels in its own way.
                del stream.Interpolate
            if key not in alphas:
                convert_picture(stream, profile)
        elif stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
            _convert_form(stream, profile, mask=key in masks)
            _complete(stream.get("/Resources"), profile, mask=key in masks)
    for resources in pages.values():
        _complete(resources, profile, mask=False)


def _masks(resources: Iterable[pikepdf.Object]) -> frozenset[_Id]:
    """Find the forms that soft masks of lightness draw, and the forms and patterns in those."""
    waiting = [
        state.SMask.G
        for each in resources
        for state in _entries(each, "/ExtGState")
        if isinstance(state.get("/SMask"), pikepdf.Dictionary) and state.SMask.get("/S") == "/Luminosity"
    ]
    masks: set[_Id] = set()
    while waiting:
        form = waiting.pop()
        if form.objgen not in masks and "/Resources" in form:
            masks.add(form.objgen)
            waiting += [*_entries(form.Resources, "/XObject"), *_entries(form.Resources, "/Pattern")]
    return frozenset(masks)


def _convert_content(stream: pikepdf.Object, profile: OutputProfile, *, mask: bool) -> None:
    content = stream.read_bytes()
    stream.write(grey_content(content) if mask else ink_content(content, profile))


def _convert_form(form: pikepdf.Object, profile: OutputProfile, *, mask: bool) -> None:
    _convert_content(form, profile, mask=mask)
    if "/Group" in form:
        form.Group.CS = pikepdf.Name.DeviceGray if mask else pikepdf.Name.DeviceCMYK


def _complete(resources: pikepdf.Object | None, profile: OutputProfile, *, mask: bool) -> None:
    """Convert the blends of a dictionary of resources and give it what converted content asks for."""
    if resources is None:
        return
    shadings = [*_entries(resources, "/Shading")]
    shadings += [pattern.Shading for pattern in _entries(resources, "/Pattern") if pattern.get("/PatternType") == 2]
    for shading in shadings:
        if mask and shading.ColorSpace == "/DeviceRGB":
            flatten_to_grey(shading)
        elif not mask and shading.ColorSpace == "/DeviceRGB":
            convert_blend(shading, profile)
    if "/ExtGState" not in resources:
        resources.ExtGState = pikepdf.Dictionary()
    for name, state in overprint_states():
        resources.ExtGState[name] = state
    # What is left there are spaces of the screen, which nothing uses any more.
    resources.ColorSpace = pikepdf.Dictionary()


def _entries(resources: pikepdf.Object, key: str) -> Iterator[pikepdf.Object]:
    yield from (entry for _, entry in resources.get(key, pikepdf.Dictionary()).items())
