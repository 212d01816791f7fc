"""Every colour of a PDF as the grey that is as light, for printers without colour."""

from collections.abc import Iterator

import pikepdf

from publisher.pdf.prepress_blends import flatten_to_grey
from publisher.pdf.prepress_content import grey_content
from publisher.pdf.prepress_pictures import replace_picture


def to_grey(pdf: pikepdf.Pdf) -> None:
    """Convert all that a PDF of WeasyPrint draws."""
    for page in pdf.pages:
        page.obj.Contents.write(grey_content(page.obj.Contents.read_bytes()))
    streams = [found for found in pdf.objects if isinstance(found, pikepdf.Stream)]
    for stream in streams:
        if stream.get("/Subtype") == "/Image":
            _convert_picture(stream)
        elif stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1:
            stream.write(grey_content(stream.read_bytes()))
            if "/Group" in stream:
                stream.Group.CS = pikepdf.Name.DeviceGray
    owners = [*(page.obj for page in pdf.pages), *streams]
    for shading in _shadings(owners):
        if shading.ColorSpace != "/DeviceGray":
            flatten_to_grey(shading)


def _convert_picture(picture: pikepdf.Stream) -> None:
    image = pikepdf.PdfImage(picture)
    if not picture.get("/ImageMask", False) and image.mode not in ("1", "L"):
        replace_picture(picture, image.as_pil_image(apply_mask=False).convert("L"))


def _shadings(owners: list[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    for owner in owners:
        resources = owner.get("/Resources", pikepdf.Dictionary())
        yield from (shading for _, shading in resources.get("/Shading", pikepdf.Dictionary()).items())
        patterns = resources.get("/Pattern", pikepdf.Dictionary())
        yield from (pattern.Shading for _, pattern in patterns.items() if pattern.get("/PatternType") == 2)
