"""The pictures of a PDF in the inks of a press."""

from io import BytesIO

import pikepdf
from PIL import Image, ImageChops

from publisher.pdf.prepress_profile import OutputProfile

# Of a JPEG that is written anew: no loss that a screen of 175 lines could show.
_QUALITY = 92


def convert_picture(picture: pikepdf.Stream, profile: OutputProfile) -> None:
    """Convert a picture of the screen's colours; one that is CMYK or one bit deep already stays as it is."""
    if picture.get("/ImageMask", False) or _components(picture) == 4 or picture.get("/BitsPerComponent", 8) == 1:
        return
    image = pikepdf.PdfImage(picture).as_pil_image(apply_mask=False).convert("RGB")
    grey = _as_grey(image)
    made = grey.point([255 - ink for ink in profile.grey]) if grey is not None else profile.picture(image)
    replace_picture(picture, made)


def replace_picture(picture: pikepdf.Stream, image: Image.Image) -> None:
    """Write another image in the place of a picture: what was JPEG stays so."""
    photographic = "/DCTDecode" in _filters(picture)
    cmyk = image.mode == "CMYK"
    picture.ColorSpace = pikepdf.Name.DeviceCMYK if cmyk else pikepdf.Name.DeviceGray
    picture.BitsPerComponent = 8
    for key in ("/Decode", "/DecodeParms"):
        if key in picture:
            del picture[key]
    if not photographic:
        picture.write(image.tobytes())
        return
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, subsampling=0)
    picture.write(written.getvalue(), filter=pikepdf.Name.DCTDecode)
    if cmyk:
        # Pillow writes CMYK as Adobe does, upside down.
        picture.Decode = pikepdf.Array([1, 0] * 4)


def _as_grey(image: Image.Image) -> Image.Image | None:
    """Return a picture without colour as one band, or None for a picture in colour."""
    red, green, blue = image.split()
    same = (ImageChops.difference(red, other).getextrema()[1] == 0 for other in (green, blue))
    return red if all(same) else None


def _components(picture: pikepdf.Stream) -> int:
    space = picture.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased":
        return int(space[1].N)
    return 4 if space == "/DeviceCMYK" else 3


def _filters(picture: pikepdf.Stream) -> tuple[str, ...]:
    filters = picture.get("/Filter", pikepdf.Array())
    return tuple(str(name) for name in (filters if isinstance(filters, pikepdf.Array) else (filters,)))
