"""The facts of the real space against the text they come from: each line, and no sentence of it."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from beffroi.core.text import fold
from beffroi.demo.files import read
from portal.conftest import seed

__all__ = ["seed"]

LONGEST_RUN = 7
# A name is a fact, however long.
NAMES = ("Cité de la musique et de la danse",)
# What each cited line must hold, folded: who changes a line in the file sees the words that it must say.
WORDS: dict[int, tuple[str, ...]] = {
    124: ("la jeunesse et l'environnement", "transverses"),
    150: ("cooperation", "100 communes"),
    151: ("changement climatique", "proteger la nature"),
    152: ("bien vivre ensemble", "proximite"),
    153: ("transition economique",),
    169: ("critt m2a", "bruay la buissiere"),
    170: ("base nautique", "beuvry"),
    171: ("bibliotheques et mediatheques", "diverses communes"),
    172: ("labanque", "bethune", "arts visuels"),
    173: ("cite des electriciens", "bruay la buissiere"),
    174: ("arena bethune bruay", "verquin"),
    175: ("salles de sport", "diverses communes"),
    194: ("precedente contractualisation", "financierement"),
    217: ("pacte des solidarites territoriales",),
    225: ("soutien en ingenierie", "projets solidaires"),
    227: ("services", "equipements", "espaces publics"),
    231: ("alimentation de proximite et de qualite",),
    233: ("mobilite responsable", "mobilites douces"),
    235: ("eau, air, biodiversite", "ressources essentielles"),
    237: ("espaces naturels", "paysages"),
    243: ("attractivite", "touristique", "economie sociale et solidaire"),
    247: ("pacte des solidarites humaines",),
    259: ("accueil humain", "allant vers"),
    265: ("singularites de chacun",),
    267: ("mal logees", "precarite energetique"),
    273: ("en matiere de sante", "prevention"),
    275: ("jeunes majeurs", "emploi", "logement"),
    277: ("vers l'emploi", "insertion"),
    279: ("pacte des reussites citoyennes",),
    285: ("college", "jeunes"),
    293: ("accessibles a tous", "culturelles et sportives"),
    297: ("sport et la culture", "egalite", "handicap"),
    299: ("engagement citoyen", "benevolat"),
    301: ("patrimoine",),
    316: ("projet de territoire 2022 2032",),
    328: ("changement climatique", "ressources", "nature"),
    336: ("mobilite plus durable", "voiture"),
    348: ("cohesion sociale", "attractivite residentielle"),
    370: ("developpement economique",),
    382: ("axe 1", "qualite de vie des habitants"),
    386: ("accueil social inconditionnel de proximite", "collaboration entre les services"),
    390: ("agglomobile", "itinerant", "projet alimentaire de territoire"),
    396: ("acces a la culture et au sport",),
    398: ("plan piscines", "cite de la musique et de la danse", "equipements"),
    400: ("hors les murs",),
    402: ("territoire lecture", "cite des electriciens"),
    404: ("transport d'utilite sociale",),
    408: ("reseau cyclable", "co voiturage", "poles gare"),
    412: ("cyclotourisme",),
    414: ("axe 2", "inclusion"),
    418: ("aller vers", "plus en difficulte"),
    422: ("reseau des acteurs", "guichet integre"),
    424: ("illectronisme et l'illettrisme",),
    426: ("personnes vulnerables", "parcours de sante"),
    432: ("contrats locaux", "sante mentale", "collegiens"),
    434: ("centre de sante intercommunal", "antennes", "communes concernees"),
    436: ("charte handicap", "bien vieillir", "habitat indigne", "violences intrafamiliales"),
    440: ("axe 3", "rayonnement et l'attractivite"),
    446: ("centres bourgs", "espaces publics", "patrimoine bati", "creation d'equipements"),
    448: ("bassin minier", "renovation", "cites"),
    450: ("coordination entre les services", "milieux naturels", "trame verte et bleue", "voiries"),
    458: ("equipements de loisirs", "sites", "fluvestre", "velo route"),
    462: ("tourisme", "destination touristique"),
    491: ("ingenierie 62", "partenaires"),
    495: ("l'accompagnement des projets", "fonds d'innovation territorial"),
    497: ("collegiens", "jeunes", "personnes agees ou handicapees", "solidarite active ou en insertion"),
    499: ("acces adaptes", "culturels ou sportifs"),
    501: ("clauses ou actions d'insertion", "chantiers"),
    503: ("mobilite solidaire", "emploi"),
    507: ("eau", "essences locales", "led", "economie circulaire", "dechets", "eco materiaux", "modes doux"),
    509: ("engagement handicap", "reflexe handicap", "conception"),
    513: ("jeunesses", "diversite"),
    517: ("lien et la cohesion sociale", "tous et toutes"),
    527: ("signature", "partenariat", "communication communes"),
    529: ("fit", "charte graphique"),
    533: ("print", "signaletique de chantier", "invitations officielles", "logo", "visible et lisible"),
    535: ("montant de l'aide",),
    537: ("supports de promotion", "aide technique", "reseaux sociaux", "#le pas de calais"),
    539: ("batiments", "elus departementaux", "plaque", "pdf", "photos", "articles"),
    551: ("investissement", "intercommunalite"),
    555: ("droit commun", "fiche operation", "conjointement", "vote"),
    557: ("une fois par an", "rencontre technique", "comite de pilotage"),
    572: ("jean claude leroy",),
    574: ("olivier gacquerre",),
}
# Facts without a key of their own: who is named where, and what the contract says of itself.
ALSO: dict[int, tuple[str, ...]] = {
    12: ("hotel communautaire", "president"),
    39: ("contrat territorial 2023 2026",),
    43: ("2022/cc136", "6 decembre 2022"),
    71: ("tribunal administratif de lille",),
    132: ("ne fige pas une liste d'operations",),
    136: ("2004",),
    167: ("2005",),
    205: ("fin de l'annee 2022", "3 pactes"),
    380: ("pactes departementaux (2023 2026)", "(2022 2032)"),
    515: ("insertion", "logement", "apprentissage", "mobilite"),
    541: ("versement du solde", "conditionne"),
    561: ("fait a arras le",),
    563: ("deux exemplaires",),
    670: ("maison du departement", "artois", "amenagement"),
    674: ("direction generale des services",),
}


def lines_of(told: Any) -> Iterator[int]:
    """Every line that a file of facts cites."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name == "line" or name.endswith("_line"):
                yield value
            else:
                yield from lines_of(value)
    elif isinstance(told, list):
        for value in told:
            yield from lines_of(value)


def sentences_of(told: Any) -> Iterator[str]:
    """Every text of a file of facts."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from sentences_of(value)
    elif isinstance(told, list):
        for value in told:
            yield from sentences_of(value)


def words(text: str) -> list[str]:
    """The words of a text, folded, without punctuation or emphasis."""
    return re.findall(r"[a-z0-9][a-z0-9'/-]*", fold(text.replace("-", "\u2060")).replace("*", ""))


def runs(text: str, length: int = LONGEST_RUN + 1) -> set[tuple[str, ...]]:
    """Every run of so many words of a text."""
    found = words(text)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def test_every_cited_line_says_what_it_is_cited_for(seed: Path):
    text = [fold(line.replace("*", "")) for line in seed.read_text(encoding="utf-8").splitlines()]
    missing = [
        (line, word)
        for line, wanted in (WORDS | ALSO).items()
        for word in wanted
        if word not in text[line - 1]
    ]
    assert missing == []


def test_every_cited_line_is_checked():
    cited = set(lines_of(read("bethune-bruay")))
    assert cited == set(WORDS)


def test_every_fact_of_the_contract_has_its_line():
    told = read("bethune-bruay")
    lists = ("parties", "frames", "priorities", "axes", "crossings", "commitments", "target_publics")
    for name in (*lists, "attention_points", "clauses", "mentions"):
        assert all("line" in one for one in told[name]), name
    for one in (*told["frames"], *told["axes"]):
        assert all("line" in each for each in one.get("ambitions", one.get("themes")))


def test_no_sentence_of_the_text_stands_in_the_data(seed: Path):
    source = runs(seed.read_text(encoding="utf-8"))
    for name in NAMES:
        source -= runs(name)
    data = files("beffroi.demo").joinpath("data")
    for path in data.iterdir():
        if path.name.endswith(".toml"):
            told = read(path.name.removesuffix(".toml"))
            copied = {run for one in sentences_of(told) for run in runs(one)} & source
            assert copied == set(), path.name
            # Comments too: they are read by people.
            comments = " ".join(
                line[1:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")
            )
            assert runs(comments) & source == set()


def test_the_real_space_invents_no_state_no_date_and_no_amount():
    told = read("bethune-bruay")
    allowed = {"kind", "title", "line", "axis", "place", "commune_code", "period"}
    for one in told["mentions"]:
        assert set(one) <= allowed
    assert not re.search(r"\d\s*(€|euros)", json.dumps(told, ensure_ascii=False))
    assert "signature" not in told


def test_ambitions_axes_and_owners_are_known_by_their_keys():
    for name in ("bethune-bruay", "val-clair"):
        told = read(name)
        keys = [each["key"] for one in told["frames"] for each in one["ambitions"]]
        assert len(keys) == len(set(keys))
        assert {one["ambition"] for one in told["crossings"]} <= set(keys)
        assert {one["axis"] for one in told["crossings"]} <= {one["rank"] for one in told["axes"]}
        slugs = {one["slug"] for one in told["organisations"]}
        assert {one["owner"] for one in told["frames"]} <= slugs


@pytest.mark.parametrize("name", ["bethune-bruay", "val-clair"])
def test_every_place_named_on_the_map_is_in_the_perimeter(name):
    told = read(name)
    codes = {one["code"] for one in told.get("communes", [])} or {"62178", "62126", "62119", "62848"}
    assert {one["commune_code"] for one in told["mentions"] if one.get("commune_code")} <= codes
