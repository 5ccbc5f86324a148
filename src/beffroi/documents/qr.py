"""The QR code of an address, as a drawing."""

from functools import lru_cache
from io import BytesIO

import segno

QUIET_ZONE = 4


@lru_cache(maxsize=64)
def qr_svg(address: str) -> bytes:
    """Draw the QR code of an address as SVG, slate on nothing, with the quiet zone that readers need."""
    drawing = BytesIO()
    segno.make_qr(address, error="m").save(
        drawing, kind="svg", border=QUIET_ZONE, dark="#1f2b34", omitsize=True, xmldecl=False
    )
    return drawing.getvalue()
