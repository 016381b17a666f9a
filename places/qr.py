"""QR codes drawn by the server: a phone's camera reads the page that a paper comes from."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(link: str) -> SafeString:
    """The link as an inline SVG, without any style or script; read by a phone's camera."""
    out = io.BytesIO()
    segno.make(link, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, svgclass="qr", lineclass=None, omitsize=True
    )
    # Drawn by the library from digits alone: the link itself is not in the markup.
    return mark_safe(out.getvalue().decode())
