"""The key that signs the heads: read from the environment or a file, never kept in the database."""

import base64
import binascii
import hashlib
import os
import secrets
import tempfile
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SEED_BYTES = 32


def sign(text: str) -> tuple[str, str]:
    """Sign a text; give the signature in base 64 and the short name of the key."""
    key = _private(_seed())
    return base64.b64encode(key.sign(text.encode())).decode(), key_id(_encoded(key.public_key()))


def is_signed(text: str, signature: str, by_key: str) -> bool:
    """Tell whether a trusted key signed a text; `by_key` is its short name."""
    public = trusted().get(by_key)
    if public is None:
        return False
    try:
        _public(public).verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def is_signed_by(text: str, signature: str, public: str) -> bool:
    """Tell whether a public key, in base 64, signed a text, trusted here or not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text.encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def public_key() -> str:
    """Give the public key of this installation, in base 64."""
    return _encoded(_private(_seed()).public_key())


def trusted() -> dict[str, str]:
    """Give the public keys that may have signed, by short name: today's and the former ones."""
    return {key_id(public): public for public in (public_key(), *settings.SEAL_FORMER_KEYS)}


@lru_cache
def key_id(public: str) -> str:
    """Name a public key in sixteen signs."""
    return hashlib.sha256(_decoded(public, "BEFFROI_SEAL_FORMER_KEYS")).hexdigest()[:16]


def _seed() -> str:
    if settings.SEAL_KEY:
        return str(settings.SEAL_KEY)
    path = Path(settings.SEAL_KEY_FILE)
    if not path.exists():
        if not settings.SEAL_KEY_IS_MADE:
            raise ImproperlyConfigured(f"La clé des registres manque : {path} n’existe pas.")
        make_key(path)
    return path.read_text(encoding="ascii", errors="replace").strip()


def make_key(path: Path) -> None:
    """Write a new key that only its owner can read; a key that is there already is left as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside, then linked whole: of two processes that start together, one gives its key to both.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii", delete=False) as draft:
        draft.write(base64.b64encode(secrets.token_bytes(SEED_BYTES)).decode() + "\n")
        draft.flush()
        os.fsync(draft.fileno())
    try:
        os.link(draft.name, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft.name)


@lru_cache
def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_decoded(seed, "BEFFROI_SEAL_KEY"))


@lru_cache
def _public(key: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(_decoded(key, "BEFFROI_SEAL_FORMER_KEYS"))


def _encoded(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def _decoded(text: str, name: str) -> bytes:
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != SEED_BYTES:
        raise ImproperlyConfigured(f"{name} n’est pas une clé : 32 octets en base 64.")
    return decoded
