"""The name of the assembly that sat."""

from __future__ import annotations

import re

from beffroi.law import AssemblyKind
from beffroi.reader.grammar import rule, spell, words
from beffroi.reader.header.bounds import HEAD
from beffroi.reader.header.kind import PARTS_OF_A_COUNCIL
from beffroi.reader.mentions import mention_phrase
from beffroi.reader.model import Mention
from beffroi.reader.text import BLANK, Text

_BODY = spell(r"""
    conseil (?:municipal|communautaire|departemental|general|metropolitain|syndical|d'administration)
    |comite syndical|commission permanente
    |bureau (?:communautaire|metropolitain|syndical|municipal)|assemblee departementale
""")
_AUTHORITY = spell(r"""
    communaute d'~agglomeration|communaute de communes|communaute urbaine|metropole
    |syndicat (?:mixte|intercommunal|departemental)|commune|ville|departement|mairie
""")
# « conseil municipal de la ville d' », « conseil de la communauté de communes du »: a proper name follows.
_NAMED_BODY = rule(
    r"""
    \b(?:{body})(?: (?:de la\b|de l'|du\b|de\b|d')~(?:(?:{authority})\b~)?| des )
    |\bconseil de (?:la )?(?:communaute|metropole)(?: de communes| d'agglomeration)?
    (?: (?:de la|de|du|des)\b~)?
    """,
    body=_BODY,
    authority=_AUTHORITY,
)
_BARE_BODY = rule(r"\b(?:{body}|conseil de (?:la )?communaute)\b", body=_BODY)
_PART_OF_A_BODY = rule(r"""
    \b(?:commission permanente|bureau)
    (?: (?:du conseil (?:departemental|general|regional)|communautaire|syndical|metropolitain))?
""")
_NAMED_AUTHORITY = rule(r"\b(?:{authority})\b", authority=_AUTHORITY)
# One more word of a proper name, in the clean text: a capital, behind what may join it to the word before.
_PROPER = rule(r"""
    (?:{_}|'|-|,{_})*
    (?:(?:de|du|des|la|le|les|l|d|et|en|sur|sous|aux|au|a|lez|les)(?:[ '-]|\x1f)+)*
    [A-ZÀ-ÝŒ][\w'’.-]*
""")
_PARTS = re.compile(rf"[\s{BLANK}]")
_LAST_WORD = re.compile(r"[\w-]+$")
_LONGEST_NAME = 140  # characters
_STOPS_NAME = words("""
    siege pole seance extrait date nombre l'an present presents convocation deliberation proces-verbal
    compte-rendu reunion registre monsieur madame legalement dument regulierement arrondissement canton
    departement republique n objet conseil liberte conseillers effectif membres lundi mardi mercredi jeudi
    vendredi samedi dimanche operation arrete president presidente maire mairie salle hotel
""")


def read_assembly(text: Text, kind: AssemblyKind | None, head_end: int) -> Mention[str] | None:
    """The shortest phrase that names the assembly, else the authority."""
    partial = kind in PARTS_OF_A_COUNCIL
    found = _named_body(text, partial, max(head_end, 3_000))
    if found is None and partial:
        found = _first(text, _PART_OF_A_BODY)
    return found or _named_authority(text, max(head_end, 600)) or _first(text, _BARE_BODY)


def _first(text: Text, pattern: re.Pattern[str]) -> Mention[str] | None:
    match = pattern.search(text.folded, 0, HEAD)
    return mention_phrase(text, *match.span()) if match else None


def _named_body(text: Text, partial: bool, limit: int) -> Mention[str] | None:
    for match in _NAMED_BODY.finditer(text.folded, 0, limit):
        end = _proper_end(text, match.end())
        if end > match.end() and (not partial or match.group().startswith(("commission", "bureau"))):
            return mention_phrase(text, match.start(), end)
    return None


def _named_authority(text: Text, limit: int) -> Mention[str] | None:
    """The authority that is named with its proper name; of two as telling, the first."""
    best: tuple[int, int, int] | None = None
    for match in _NAMED_AUTHORITY.finditer(text.folded, 0, limit):
        end = _proper_end(text, match.end())
        if end > match.end() and (best is None or _telling(match.group()) > best[0]):
            best = _telling(match.group()), match.start(), end
    return mention_phrase(text, best[1], best[2]) if best else None


def _telling(authority: str) -> int:
    """A town names its grouping and its département too: the rarer the word, the more it tells."""
    if authority.startswith(("communaute", "syndicat", "metropole")):
        return 2
    return 0 if authority.startswith(("departement", "mairie")) else 1


def _proper_end(text: Text, position: int) -> int:
    """How far a proper name reaches: capitals joined by particles, on one line or over its break."""
    end = position
    limit = min(len(text.clean), position + _LONGEST_NAME)
    while match := _PROPER.match(text.clean, end, limit):
        between = text.clean[end : match.end()]
        word = _PARTS.split(text.folded[end : match.end()])[-1].strip("'.,-")
        if "\n\n" in between.replace(BLANK, "") or word in _STOPS_NAME:
            break
        if "," in between and not _is_town_list(text, match.end()):
            break
        if "\n" in between and end > position and not text.clean[position:end].isupper():
            break
        end = match.end()
    return end


def _is_town_list(text: Text, position: int) -> bool:
    """« Béthune-Bruay, Artois-Lys Romane »: a comma inside the name of a grouping."""
    word = _LAST_WORD.search(text.clean[max(0, position - 40) : position])
    return word is not None and "-" in word.group() and word.group()[0].isupper()
