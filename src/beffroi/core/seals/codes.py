"""Verification codes: eight signs that can be read aloud and typed without a doubt (Crockford's base 32)."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8

_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DASHES = "-‐‑‒–—―−"
_NOT_TYPED = dict.fromkeys(map(ord, _DASHES))


def draw_code() -> str:
    """Draw a code at random, as it is stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def show_code(code: str) -> str:
    """Write a code as people read it.

    Example: 7K4QM9TD → 7K4Q-M9TD.
    """
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """Read a code as people type it, whatever the case, spaces, dashes, O for 0, I or L for 1.

    Gives an empty text for what cannot be a code.
    """
    code = "".join(typed.split()).translate(_NOT_TYPED).upper().translate(_MEANT)
    fits = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    return code if fits else ""
