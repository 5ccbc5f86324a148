"""Whether a passage still stands in a section, however its spaces, signs and emphasis are written."""

from beffroi.drafting.markdown import plain

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "\u00ad": None}
)


def holds(quote: str, body: str) -> bool:
    """Whether the passage is in the section, as it is read on the page or as it is typed."""
    wanted = _bare(quote)
    return bool(wanted) and (wanted in _bare(plain(body)) or wanted in _bare(body))


def _bare(text: str) -> str:
    """Take off what a copy and paste may change: every space, the shape of quotes and dashes."""
    return "".join(text.translate(_SIGNS).split())
