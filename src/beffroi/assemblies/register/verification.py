"""Is this document the one that was recorded? Four answers, and no more than that."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import QuerySet

from beffroi.assemblies.actions.extracts import CERTIFIED
from beffroi.assemblies.blockers import ENDS
from beffroi.assemblies.models import ActEvent, Deliberation
from beffroi.assemblies.published import PublishedAct, find_published
from beffroi.assemblies.register.others import SealedThing, told_of
from beffroi.assemblies.register.sealed import EVENT, act_of
from beffroi.core.seals.canonical import sha256
from beffroi.core.seals.codes import read_code
from beffroi.core.seals.models import Seal

MOST_CODES = 200
# As our documents write it; the spaces and dashes of a copied text may differ.
_CODE = re.compile(
    r"(?<![0-9A-Z])([0-9A-HJKMNP-TV-Z]{4})[ \u00a0]?[-‐‑–][ \u00a0]?([0-9A-HJKMNP-TV-Z]{4})(?![0-9A-Z])"
)


class Answer(StrEnum):
    """What can be said of a document."""

    AUTHENTIC = "authentic"
    ALTERED = "altered"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """An answer, the seal that it rests on, the act if it is one, and what came later."""

    answer: Answer
    seal: Seal | None = None
    act: Deliberation | None = None
    found: PublishedAct | None = None
    ended: ActEvent | None = None
    newer: Seal | None = None
    compared: bool = False
    thing: SealedThing | None = None


def verify_code(typed: str) -> Verification:
    """Say what a code names; no document is compared."""
    code = read_code(typed)
    seal = _sealed(code=code) if code else None
    return _standing(seal, compared=False) if seal else Verification(Answer.UNKNOWN)


def verify_bytes(content: bytes) -> Verification:
    """Say whether these are exactly the bytes of a sealed document; UNKNOWN when they are none."""
    seal = _sealed(pdf_sha256=sha256(content))
    return _standing(seal, compared=True) if seal else Verification(Answer.UNKNOWN, compared=True)


def verify_text(text: str) -> Verification:
    """Say of a document that is not sealed as it is whether its text bears the code of one that is."""
    codes = Counter("".join(found) for found in _CODE.findall(text[:2_000_000].upper()))
    asked = [code for code, _ in codes.most_common(MOST_CODES)]
    seals = {one.code: one for one in _with_document().filter(code__in=asked)} if asked else {}
    seal = next((seals[code] for code in asked if code in seals), None)
    if seal is None:
        return Verification(Answer.UNKNOWN, compared=True)
    standing = _standing(seal, compared=True)
    return replace(standing, answer=Answer.ALTERED)


def _with_document() -> QuerySet[Seal]:
    return Seal.objects.exclude(pdf_sha256="").select_related("chain")


def _sealed(**asked: str) -> Seal | None:
    return _with_document().filter(**asked).order_by("pk").first()


def _standing(seal: Seal, *, compared: bool) -> Verification:
    """Tell whether something came after the document that makes it out of date."""
    number = act_of(seal)
    if number is None:
        return Verification(Answer.AUTHENTIC, seal, compared=compared, thing=told_of(seal))
    found = find_published(number)
    act = found.act if found else _act(number)
    ended = ActEvent.objects.filter(deliberation_id=number, kind__in=ENDS).order_by("happened_on").first()
    newer = _newer(seal, number)
    answer = Answer.SUPERSEDED if ended or newer else Answer.AUTHENTIC
    return Verification(answer, seal, act, found, ended, newer, compared)


def _act(number: int) -> Deliberation | None:
    return Deliberation.objects.select_related("sitting__assembly__organisation").filter(pk=number).first()


def _newer(seal: Seal, number: int) -> Seal | None:
    """A certified extract gives way to the next one; the act itself to none."""
    if seal.kind != CERTIFIED:
        return None
    events = ActEvent.objects.filter(deliberation_id=number).values("pk")
    later = Seal.objects.filter(
        kind=CERTIFIED, object_type=EVENT, object_id__in=events, chain=seal.chain, position__gt=seal.position
    )
    return later.order_by("-position").first()
