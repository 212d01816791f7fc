"""The colours of a picture file as a page takes them: its own ICC profile is heeded, and inks do not get on screens."""

from io import BytesIO

from PIL import Image, ImageCms

from publisher.pdf.prepress_profile import SRGB, OutputProfile, transform

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})
# Greys of 16 bits.
_DEEP = frozenset({"I", "I;16", "I;16B", "I;16L"})
# Of a JPEG that is written anew.
_QUALITY = 95


def page_picture(content: bytes, press: OutputProfile | None) -> bytes | None:
    """Return a picture file in sRGB or in the inks of a press, in 8 bits, or None for one that is so already.

    Inks without a profile are taken for those of the press. WeasyPrint reads no profile.
    """
    try:
        with Image.open(BytesIO(content)) as image:
            made = _converted(image, press)
            return _written(made, image) if made is not None else None
    except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError):
        # What cannot be read at all is told by whoever lays it out.
        return None


def _converted(image: Image.Image, press: OutputProfile | None) -> Image.Image | None:
    if image.mode in _DEEP:
        # WeasyPrint would write them as three colours of 8 bits.
        return image.convert("I").point(lambda light: light * (255 / 65535)).convert("L")
    profile = _profile(image)
    if image.mode == "CMYK":
        if press is not None:
            return press.inks(image, profile) if profile is not None else None
        return _to_srgb(image, profile, "CMYK") if profile is not None else image.convert("RGB")
    if profile is None or "srgb" in (profile.profile.profile_description or "").casefold():
        return None
    if image.mode in ("L", "LA"):
        grey = _to_srgb(image.getchannel("L"), profile, "L").convert("L")
        return _with_alpha(grey, image)
    return _with_alpha(_to_srgb(image.convert("RGB"), profile, "RGB"), image)


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the profile of a picture if it is one for colours of its kind."""
    content = image.info.get("icc_profile")
    if not content:
        return None
    profile = ImageCms.getOpenProfile(BytesIO(content))
    wanted = {"CMYK": "CMYK", "L": "GRAY", "LA": "GRAY"}.get(image.mode, "RGB")
    return profile if profile.profile.xcolor_space.strip() == wanted else None


def _to_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    return transform(profile, SRGB, mode, "RGB").apply(image)


def _with_alpha(image: Image.Image, source: Image.Image) -> Image.Image:
    if source.has_transparency_data:
        image.putalpha(source.convert("RGBA").getchannel("A"))
    return image


def _written(image: Image.Image, source: Image.Image) -> bytes:
    output = BytesIO()
    if source.format in ("JPEG", "MPO"):
        image.save(output, "JPEG", quality=_QUALITY, subsampling=0, exif=source.getexif())
    else:
        image.save(output, "PNG", exif=source.getexif())
    return output.getvalue()
