"""Loading aids from a file: each row refused is named, and a second load changes nothing."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from beffroi.core.journal.models import JournalEntry
from beffroi.schemes.models import Scheme, SchemeRules
from law.plain import plain
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db
HEAD = '[[schemes]]\norganisation = "ambre"\nslug = "voirie"\nname = "Voirie"\nkind = "ordinary"\n'
RULES = "[[schemes.rules]]\nin_force_from = 2024-01-01\nrate = 0.25\npopulation_max = 5000\n"


@pytest.fixture
def load(tmp_path):
    make_organisation(kind="departement", slug="ambre", is_fictitious=True)

    def loaded(text, refused=False):
        path, out, wrong = tmp_path / "aides.toml", StringIO(), StringIO()
        path.write_text(text, encoding="utf-8")
        if refused:
            with pytest.raises(CommandError):
                call_command("schemes", "load", str(path), stdout=out, stderr=wrong)
        else:
            call_command("schemes", "load", str(path), stdout=out, stderr=wrong)
        return plain(out.getvalue() + wrong.getvalue())

    return loaded


def test_aids_and_their_rules_are_loaded_exactly_once(load):
    told = load(HEAD + RULES + "cap_amount = 1000.5\nthemes = ['sport']\nbeneficiary_kinds = ['commune']\n")
    assert "2 lignes ajoutées, 0 déjà là, 0 refusée." in told
    rules = SchemeRules.objects.get()
    assert (rules.rate, rules.cap_amount, rules.themes) == (Decimal("0.25"), Decimal("1000.50"), ["sport"])
    assert rules.scheme.is_fictitious
    entries = JournalEntry.objects.count()
    told = load(HEAD + RULES + "cap_amount = 1000.5\nthemes = ['sport']\nbeneficiary_kinds = ['commune']\n")
    assert "0 ligne ajoutée, 2 déjà là, 0 refusée." in told
    assert JournalEntry.objects.count() == entries


def test_versions_are_loaded_in_the_order_of_their_dates(load):
    load(HEAD + RULES + "[[schemes.rules]]\nin_force_from = 2022-01-01\nin_force_until = 2023-12-31\n")
    assert [one.in_force_from.year for one in SchemeRules.objects.all()] == [2024, 2022]


def test_a_version_that_a_new_one_ended_is_known_again(load):
    later = "[[schemes.rules]]\nin_force_from = 2025-01-01\n"
    load(HEAD + RULES + later)
    assert "0 ligne ajoutée, 3 déjà là" in load(HEAD + RULES + later)
    assert SchemeRules.objects.last().in_force_until == date(2024, 12, 31)


def test_a_version_that_says_something_else_is_refused(load):
    load(HEAD + RULES)
    told = load(HEAD + RULES.replace("0.25", "0.3"), refused=True)
    assert "Aide 1, « Voirie » : La version du 01/01/2024 est déjà enregistrée et dit autre chose." in told
    assert SchemeRules.objects.get().rate == Decimal("0.25")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Le fichier ne contient aucune aide"),
        ("schemes = 3", "Le fichier ne contient aucune aide"),
        ("schemes = [3]", "Aide 1, « sans nom » : Un tableau [[schemes]] est attendu."),
        (HEAD.replace("ambre", "lune"), "Aide 1, « Voirie » : L’organisation « lune » n’existe pas."),
        (HEAD + 'colour = "vert"', "Champ inconnu : colour."),
        (HEAD.replace('slug = "voirie"', ""), "Le champ « slug » manque."),
        (HEAD.replace('name = "Voirie"', 'name = " "'), "Le champ « name » manque."),
        (HEAD.replace("ordinary", "don"), "Nature inconnue : « don »."),
        (HEAD.replace("voirie", "voi rie"), "Nom dans les adresses"),
        (HEAD + "rules = 3", "Des tableaux [[schemes.rules]] sont attendus."),
        (HEAD + "rules = [3]", "Des tableaux [[schemes.rules]] sont attendus."),
        (HEAD + "[[schemes.rules]]\nrate = 0.2", "« in_force_from » manque."),
        (HEAD + "[[schemes.rules]]\nin_force_from = 2024-01-01T10:00:00", "est une date"),
        (HEAD + RULES + "in_force_until = 'demain'", "« in_force_until » est une date"),
        (HEAD + RULES + "colour = 3", "Champ inconnu dans les règles : colour."),
        (HEAD + RULES + "cap_amount = 'dix'", "« cap_amount » est un nombre."),
        (HEAD + RULES + "cap_amount = true", "« cap_amount » est un nombre."),
        (HEAD + RULES + "themes = 'sport'", "« themes » est une liste."),
        (HEAD + RULES + "operation_kinds = ['fusée']", "Choix inconnu : fusée."),
        (HEAD + RULES + "minimum_amount = -1", "Aide minimale"),
    ],
)  # fmt: skip
def test_a_row_refused_is_named_and_leaves_nothing(load, text, told):
    assert told in load(text, refused=True)
    assert not Scheme.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_row_refused_does_not_stop_the_others(load):
    other = HEAD.replace("voirie", "eau").replace("Voirie", "Eau")
    told = load(HEAD.replace("ordinary", "don") + other, refused=True)
    assert "1 ligne ajoutée, 0 déjà là, 1 refusée." in told
    assert Scheme.objects.get().name == "Eau"


def test_a_file_that_is_no_toml_is_refused(load, tmp_path):
    load("[[schemes", refused=True)
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("schemes", "load", str(tmp_path / "absent.toml"))
