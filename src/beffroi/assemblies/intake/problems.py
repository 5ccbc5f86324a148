"""What keeps a corrected reading out of the register, as sentences, each with the part where it is mended."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beffroi.assemblies.intake.correction import (
    LENGTHS,
    LONGEST_COMMISSION,
    LONGEST_HALF_NAME,
    LONGEST_NAME,
    LONGEST_VERB,
    MOST_COUNTED,
    value_at,
)
from beffroi.assemblies.intake.matching import NEW, Match, repeated
from beffroi.assemblies.intake.names import VOTES, Json, listed_names, other_names, surname_and_first
from beffroi.assemblies.kinds import Ballot
from beffroi.law.french import cut_short, plural

SITTING, PRESENCE, MEMBERS = "seance", "presence", "membres"
MOST_NAMED = 5
_PROXIES = "CGCT, art. L2121-20"
_COUNTS = ("for", "against", "abstain", "not_voting", "blank")
_TEXTS_OF_ACT = {"number": "Le numéro", "title": "Le titre", "vote.wording": "La formule du vote"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; `part` is « seance », « presence », « membres » or « acte-2 »."""

    sentence: str
    part: str
    source: str = ""


def problems_of(corrected: Json, matches: Sequence[Match], meant: Mapping[str, str]) -> list[Problem]:
    """Everything that must be mended, in the order of the page."""
    acts = corrected["deliberations"]
    found = [*_of_sitting(corrected), *_of_presence(corrected, meant), *_of_members(matches, meant)]
    if not acts:
        found.append(Problem("Aucun acte n’a été lu dans ce texte : il n’y a rien à inscrire.", SITTING))
    for number, act in enumerate(acts, start=1):
        told = f"Acte {number} : " if len(acts) > 1 else ""
        found += [
            Problem(f"{told}{_lower(one)}" if told else one, f"acte-{number}")
            for one in (*_of_act(act), *_of_vote(act["vote"], meant))
        ]
    return found


def _of_sitting(corrected: Json) -> Iterator[Problem]:
    if not corrected["sitting_on"]:
        yield Problem("La date de la séance manque.", SITTING)
    elif corrected["dispatched_on"] and corrected["dispatched_on"] > corrected["sitting_on"]:
        yield Problem("La convocation ne peut pas être partie après la séance.", SITTING)
    if (corrected["members_in_office"] or 0) > MOST_COUNTED:
        yield Problem("Le nombre de sièges en exercice est trop grand.", SITTING)
    if len(corrected["place"] or "") > LENGTHS["place"]:
        yield Problem(f"Le lieu dépasse {LENGTHS['place']} signes.", SITTING)


def _of_presence(corrected: Json, meant: Mapping[str, str]) -> Iterator[Problem]:
    twice = repeated(corrected, meant)
    if twice:
        yield Problem(f"{_named(twice)} : deux fois dans les listes.", PRESENCE)
    sheet = {meant.get(name, name) for name, _ in listed_names(corrected)}
    for pair in corrected["proxies"]:
        giver, holder = (meant.get(pair[one], pair[one]) for one in ("giver", "holder"))
        if giver == holder:
            yield Problem(f"{_short(pair['giver'])} se donne procuration à soi-même.", PRESENCE, _PROXIES)
        elif holder not in sheet:
            told = f"{_short(pair['holder'])} porte une procuration et n’est dans aucune liste."
            yield Problem(told, PRESENCE, _PROXIES)
    present = {meant.get(name, name) for name in corrected["present"]}
    for pair in corrected["substitutes"]:
        if meant.get(pair["sitting"], pair["sitting"]) not in present:
            yield Problem(f"{_short(pair['sitting'])}, suppléant, n’est pas parmi les présents.", PRESENCE)
    long = [
        name for name, _ in (*listed_names(corrected), *other_names(corrected)) if len(name) > LONGEST_NAME
    ]
    if long:
        yield Problem(f"{_named(long)} : ce nom dépasse {LONGEST_NAME} signes.", PRESENCE)


def _of_members(matches: Sequence[Match], meant: Mapping[str, str]) -> Iterator[Problem]:
    """Names that nobody has answered, and answers that lead to nobody."""
    asked = [one.name for one in matches if one.name not in meant and one.candidates]
    unknown = [one.name for one in matches if one.name not in meant and not one.candidates]
    if asked:
        yield Problem(
            f"{plural(len(asked), 'nom proche', 'noms proches')} à trancher : {_named(asked)}.", MEMBERS
        )
    if unknown:
        count = plural(len(unknown), "nom inconnu", "noms inconnus")
        yield Problem(f"{count} de cette assemblée : {_named(unknown)}.", MEMBERS)
    created = (one.name for one in matches if one.answer == NEW)
    long = [name for name in created if max(map(len, surname_and_first(name))) > LONGEST_HALF_NAME]
    if long:
        yield Problem(f"{_named(long)} : nom ou prénom de plus de {LONGEST_HALF_NAME} signes.", PRESENCE)


def _of_act(act: Json) -> Iterator[str]:
    if not (act["title"] or "").strip():
        yield "Le titre manque."
    for path, told in _TEXTS_OF_ACT.items():
        if len(value_at(act, path) or "") > LENGTHS[path]:
            yield f"{told} dépasse {LENGTHS[path]} signes."
    if any(len(one["commission"]) > LONGEST_COMMISSION for one in act["opinions"]):
        yield f"Le nom d’une commission dépasse {LONGEST_COMMISSION} signes."
    if any(len(one["verb"]) > LONGEST_VERB for one in act["decisions"]):
        yield f"Le verbe d’une décision dépasse {LONGEST_VERB} signes."


def _of_vote(vote: Json, meant: Mapping[str, str]) -> Iterator[str]:
    if not vote["outcome"]:
        yield "L’acte ne dit pas s’il est adopté : indiquez le résultat."
    if (vote["for"] is None) != (vote["against"] is None):
        yield "Donnez les voix pour et les voix contre, ou aucune des deux."
    if any((vote[name] or 0) > MOST_COUNTED for name in _COUNTS):
        yield "Un nombre de voix est trop grand."
    named = Counter(meant.get(name, name) for key, _ in VOTES for name in vote[key])
    if any(count > 1 for count in named.values()):
        yield "Un membre est nommé deux fois dans le vote."
    if vote["ballot"] == Ballot.SECRET and (vote["against_names"] or vote["abstain_names"]):
        yield "Scrutin secret : aucun vote ne porte de nom, seuls les décomptes sont gardés."


def _named(names: Iterable[str]) -> str:
    """Some of the names, and how many more."""
    every = [_short(name) for name in names]
    more = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" et {plural(more, 'autre')}" if more > 0 else "")


def _short(name: str) -> str:
    return cut_short(name)


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
