"""What an archive says of itself, and the signature that covers it."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from beffroi.core.archive.registry import Table
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.canonical import canonical, sha256
from beffroi.core.seals.keys import is_signed_by, public_key, sign

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
# All that a member may be called: nothing is ever written to the disk under the name that it bears.
MEMBER = re.compile(r"tables/[a-z_]{1,60}\.[a-z_]{1,60}\.jsonl|contents/[0-9a-f]{64}")
SHA256 = re.compile(r"[0-9a-f]{64}")


class DamagedArchive(RuleViolation):
    """An archive that is not taken: a French sentence that names what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who exported what, when, and the fingerprint of every file; `public_key` is that of who signed."""

    beffroi: str
    at: str
    organisation: Mapping[str, str]
    columns: Mapping[str, list[str]]
    rows: Mapping[str, int]
    members: Mapping[str, Member]
    public_key: str = ""


def table_member(table: Table) -> str:
    """Name the file of a table."""
    return f"tables/{table.label}.jsonl"


def content_member(fingerprint: str) -> str:
    """Name the file of a document."""
    return f"contents/{fingerprint}"


def written(manifest: Manifest) -> tuple[bytes, bytes]:
    """Write a manifest and its signature by this installation's key."""
    told = {
        "format": FORMAT,
        "beffroi": manifest.beffroi,
        "at": manifest.at,
        "organisation": dict(manifest.organisation),
        "columns": dict(manifest.columns),
        "rows": dict(manifest.rows),
        "members": [asdict(one) for one in manifest.members.values()],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode()
    signature, key_id = sign(_signed_text(text))
    proof = {"signature": signature, "key_id": key_id, "public_key": public_key()}
    return text, json.dumps(proof, sort_keys=True, indent=1).encode()


def read(text: bytes, proof: bytes) -> Manifest:
    """Read a manifest and make sure that the key it names signed it.

    Raises: DamagedArchive.
    """
    signed = _object(proof, SIGNATURE)
    key, signature = signed.get("public_key"), signed.get("signature")
    if not isinstance(key, str) or not isinstance(signature, str):
        raise DamagedArchive(f"« {SIGNATURE} » ne contient pas de signature.")
    if not is_signed_by(_signed_text(text), signature, key):
        raise DamagedArchive(f"« {MANIFEST} » n’est plus ce qui a été signé : l’archive a été modifiée.")
    told = _object(text, MANIFEST)
    if told.get("format") != FORMAT:
        raise DamagedArchive(f"Cette archive est d’un format que cette version de Beffroi ne lit pas : "
                             f"{told.get('format')!r} au lieu de {FORMAT}.")  # fmt: skip
    try:
        return _manifest(told, key)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedArchive(f"« {MANIFEST} » est incomplet ou mal formé.") from error


def _manifest(told: Mapping[str, Any], key: str) -> Manifest:
    members = [Member(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in told["members"]]
    if wrong := next((one for one in members if not MEMBER.fullmatch(one.name) or one.size < 0), None):
        raise DamagedArchive(f"« {MANIFEST} » annonce un fichier qui n’a pas sa place : « {wrong.name} ».")
    return Manifest(
        beffroi=str(told["beffroi"]),
        at=str(told["at"]),
        organisation={str(name): str(value) for name, value in told["organisation"].items()},
        columns={str(name): [str(one) for one in value] for name, value in told["columns"].items()},
        rows={str(name): int(value) for name, value in told["rows"].items()},
        members={one.name: one for one in members},
        public_key=key,
    )


def _object(text: bytes, name: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedArchive(f"« {name} » n’est pas lisible.") from error
    if not isinstance(told, dict):
        raise DamagedArchive(f"« {name} » n’est pas lisible.")
    return told


def _signed_text(text: bytes) -> str:
    return canonical({"archive": sha256(text)})
