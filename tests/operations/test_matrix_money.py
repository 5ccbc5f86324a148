"""Rights at the addresses of the examination and the money."""

from rights import Case

CASES: dict[str, Case] = {}
