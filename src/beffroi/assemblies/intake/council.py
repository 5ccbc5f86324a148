"""Whose act it is: a clerk takes in the acts of their own assembly, and nobody may force it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from beffroi.core.text import fold
from beffroi.law import AssemblyKind

_WORDS = re.compile(r"[a-z0-9]+")
# What names a kind of body or joins words, and no place.
_COMMON_WORDS = """
    conseil municipal communautaire communaute communes commune agglomeration agglo urbaine metropole
    metropolitain departement departemental general ville mairie syndicat syndical mixte intercommunal
    comite commission permanente bureau assemblee deliberante administration
    de du des d la le les l et a au aux en ca cc cu
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Council:
    """An assembly as its register and its organisation name it."""

    kind: AssemblyKind
    name: str
    names: tuple[str, ...]


def why_not_theirs(*, read_name: str | None, read_kind: str | None, own: Council) -> str:
    """Say why a text is not one of this assembly; empty when nothing in it names another one."""
    if read_kind and AssemblyKind(read_kind) is not own.kind:
        return _reason(read_name or AssemblyKind(read_kind).label, own)
    if read_name and not _may_name(read_name, own):
        return _reason(read_name, own)
    return ""


def _reason(read: str, own: Council) -> str:
    return (
        f"Cet acte a été lu pour « {read} » ; votre assemblée est « {own.name} » ({own.kind.label}). "
        "Seul le service de cette assemblée peut le reprendre."
    )


def _may_name(read: str, own: Council) -> bool:
    told = place_words(read)
    if not told:
        return True
    return any(_agree(told, place_words(name), own.kind) for name in own.names)


def _agree(told: frozenset[str], own: frozenset[str], kind: AssemblyKind) -> bool:
    """A commune bears one name; a grouping's long name is often cut short."""
    if told == own:
        return True
    shared = told & own
    return kind is not AssemblyKind.COMMUNE and len(shared) >= _FEWEST_SHARED and shared in (told, own)


def place_words(name: str) -> frozenset[str]:
    """The words of a name that tell which place it is.

    Example: Communauté d’agglomération de Béthune-Bruay → bethune, bruay.
    """
    return frozenset(_WORDS.findall(fold(name))) - _COMMON


def council_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names that say a place; « Conseil communautaire » alone says none."""
    return tuple(name for name in names if place_words(name))
