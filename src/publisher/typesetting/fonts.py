"""Whether the machine has any font: with none, Pango draws nothing and ends the process."""

from weasyprint.text.ffi import ffi, fontconfig

from publisher.diagnostics import fail


def require_fonts() -> None:
    """Raise `PublisherError` (`fonts-missing`) if fontconfig knows no font at all."""
    config = fontconfig.FcInitLoadConfigAndFonts()
    try:
        fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        count = 0 if fonts == ffi.NULL else fonts.nfont
    finally:
        fontconfig.FcConfigDestroy(config)
    if count == 0:
        raise fail(
            "fonts-missing",
            "This machine has no fonts, so no page can be set",
            hint="run make book, which installs them; or on Debian and Ubuntu:"
            " apt install fonts-noto-cjk fonts-lxgw-wenkai",
        )
