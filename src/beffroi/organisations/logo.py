"""A logo as it is sent: looked at by what it holds, never by its name, and written anew."""

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from beffroi.core.errors import NotReadable

MOST_BYTES = 512 * 1024
MOST_PIXELS = 16_000_000
TOO_HEAVY = "Ce logo pèse plus de 512 Ko : réduisez-le."
BOX = (600, 600)
FORMATS = ("PNG", "JPEG", "WEBP")
_BROKEN = (
    *(UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning),
    *(OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error),
)


def read_logo(content: bytes) -> bytes:
    """Turn a PNG, JPEG or WebP picture into a PNG of 600 × 600 points at most, with nothing else inside.

    Raises: NotReadable.
    """
    if len(content) > MOST_BYTES:
        raise NotReadable(TOO_HEAVY)
    try:
        return _rewritten(content)
    except NotReadable:
        raise
    except _BROKEN as error:
        raise NotReadable("Ce fichier n’est pas une image PNG, JPEG ou WebP lisible.") from error


def _rewritten(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as found:
        # Its size is read from the header: a picture that would fill the memory is never unfolded.
        if found.width * found.height > MOST_PIXELS:
            raise NotReadable("Ce logo a trop de points : 4 000 × 4 000 au plus.")
        upright = ImageOps.exif_transpose(found)
        picture = upright.convert("RGBA")
    picture.thumbnail(BOX)
    # Only the points are carried over: what hid beside them stays behind.
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    return written.getvalue()
