"""`beffroi law`: what is printed, what is refused."""

import json

import pytest

from beffroi.law import LawInputError
from beffroi.law.command import main
from beffroi.law.registry import RULES, Rule, Section
from law.plain import plain

EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)


def run(capsys, *argv):
    code = main(argv)
    printed = capsys.readouterr()
    return code, plain(printed.out), plain(printed.err)


def words_of(rule):
    words = [rule.slug]
    for field in rule.fields:
        raw = rule.example.get(field.name, ())
        for value in [raw] if isinstance(raw, str) else raw:
            words += [field.option, value]
    return words


@pytest.mark.parametrize("argv", [(), ("--help",), ("-h",), ("--aide",)])
def test_alone_it_lists_every_rule_under_its_heading(capsys, argv):
    code, out, err = run(capsys, *argv)
    assert (code, err) == (0, "")
    for rule in RULES:
        assert f"  {rule.slug:<20} {rule.question}\n" in out + "\n"
        assert f"\n{rule.section.value}\n" in out


@EVERY
def test_each_rule_explains_its_own_example(capsys, rule):
    code, out, err = run(capsys, *words_of(rule))
    assert (code, err) == (0, "")
    assert out.startswith(plain(rule.explain(rule.example).title))
    for heading in ("Données", "Calcul", "Sources"):
        assert f"\n\n{heading}\n  " in out


@EVERY
@pytest.mark.parametrize("word", ["--help", "-h", "--aide"])
def test_each_rule_says_what_it_asks_for(capsys, rule, word):
    code, out, err = run(capsys, rule.slug, word)
    assert (code, err) == (0, "")
    assert out.startswith(f"{rule.name}. {rule.question}")
    for field in rule.fields:
        assert f"  {field.option}{' (obligatoire)' if field.required else ''}\n      {field.label} : " in out
        assert all(choice.slug in out for choice in field.choices)
    assert f"\n\nExemple\n  beffroi law {rule.slug} --" in out


def test_the_example_of_the_help_can_be_typed(capsys):
    out = run(capsys, "check-proxies", "--help")[1]
    assert out.rstrip().endswith(
        'beffroi law check-proxies --pairs "ANTKOWIAK Corinne > BARRÉ Bertrand" '
        '--pairs "CARINCOTTE Annie-Claude > BAUW Olivier" --present "BARRÉ Bertrand" '
        '--present "BAUW Olivier" --assembly epci'
    )


@pytest.mark.parametrize("written", ["2023-12-20", "20/12/2023"])
def test_a_date_may_be_written_two_ways(capsys, written):
    code, out, _ = run(capsys, "appeal-deadline", "--published-on", written)
    assert code == 0
    assert out == (
        "Recours ouvert jusqu’au mercredi 21 février 2024 inclus\n"
        "Deux mois francs après la publication.\n"
        "\n"
        "Données\n"
        "  Publication : 20 décembre 2023\n"
        "\n"
        "Calcul\n"
        "  20 décembre 2023 + 2 mois = 20 février 2024 ; + 1 jour = 21 février 2024\n"
        "  Aucun report : le 21 février 2024 n’est ni samedi, ni dimanche, ni férié\n"
        "\n"
        "Sources\n"
        "  Code de justice administrative, art. R421-1, lu dans un texte\n"
        "\n"
        "À savoir\n"
        "  Le délai court de la publication, non du jour où l’acte devient exécutoire ; "
        "pour le bénéficiaire d’une décision individuelle, de la notification qui indique les recours.\n"
    )


def test_a_condition_is_told_when_there_is_one(capsys):
    met = run(capsys, "quorum", "--in-office", "11", "--present", "6", "--assembly", "commune")[1]
    missed = run(capsys, "quorum", "--in-office", "11", "--present", "5", "--assembly", "commune")[1]
    assert "\nCondition remplie : oui\n" in met
    assert "\nCondition remplie : non\n" in missed


def test_a_source_tells_its_dates_and_how_sure_it_is(capsys):
    out = run(capsys, *words_of(RULES[0]))[1]
    assert "  CGCT, art. L5211-1, en vigueur depuis le 1er mars 2020, lu dans un texte\n" in out


def test_json_prints_the_same_reckoning_for_a_program(capsys):
    rule = RULES[0]
    assert main([*words_of(rule), "--json"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == rule.explain(rule.example).as_dict()
    assert printed.startswith('{\n  "rule"')
    assert "exigés" in printed


def test_a_box_is_ticked_by_its_name_alone_or_by_oui(capsys):
    asked = (
        "clear-days",
        "--dispatched-on",
        "2024-01-10",
        "--sitting-on",
        "2024-01-12",
        "--assembly",
        "epci",
    )
    assert "Condition remplie : oui" in run(capsys, *asked, "--urgent")[1]
    assert "Condition remplie : oui" in run(capsys, *asked, "--urgent", "oui")[1]
    assert "Condition remplie : non" in run(capsys, *asked, "--urgent", "non")[1]


def test_a_list_is_given_by_repeating_or_by_semicolons(capsys):
    repeated = run(
        capsys, "own-share", "--public-lines", "100000", "--public-lines", "200000", "--own", "60000"
    )
    joined = run(capsys, "own-share", "--public-lines", "100000;200000", "--own", "60000")
    assert repeated == joined


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("gravity",), "La règle « gravity » n’existe pas ; « beffroi law » donne la liste."),
        (("appeal-deadline",), "--published-on : « Publication » est à renseigner."),
        (("appeal-deadline", "--published-on"), "--published-on : option sans valeur, ou mal écrite."),
        (("appeal-deadline", "--publi", "x"), "« --publi » n’est pas attendu ici ; voir --aide."),
        (("appeal-deadline", "foo"), "« foo » n’est pas attendu ici ; voir --aide."),
        (("appeal-deadline", "--json=oui"), "--json : option sans valeur, ou mal écrite."),
        (
            ("appeal-deadline", "--published-on", "2024-02-30"),
            "--published-on : « 2024-02-30 » n’est pas une date ; écrire 2023-12-20 ou 20/12/2023.",
        ),
        (
            ("appeal-deadline", "--published-on", "1899-01-01"),
            "--published-on : La date doit être comprise entre 1900 et 2200.",
        ),
        (
            ("appeal-deadline", "--published-on", "2024-01-02", "--appeal-notified-on", "2024-01-03"),
            "--appeal-received-on : Le recours gracieux a besoin d’une date d’envoi ou de réception.",
        ),
        (
            (
                "nomination-round",
                "--votes",
                "A=1",
                "--round-number",
                "1",
                "--assembly",
                "epci",
                "--open-vote",
            ),
            "--open-vote : Le scrutin est secret, sauf si les membres y renoncent à l’unanimité.",
        ),
    ],
)
def test_a_refusal_is_one_french_line_and_exit_2(capsys, argv, line):
    assert run(capsys, *argv) == (2, "", f"beffroi law : {line}\n")


def test_a_refusal_is_typeset(capsys):
    main(["gravity"])
    assert "law\u202f: La règle «\u202fgravity\u202f»" in capsys.readouterr().err


def test_a_refusal_about_no_option_is_said_as_it_is(capsys, monkeypatch):
    def failing(**_values):
        raise LawInputError("elsewhere", "Non.")

    rule = Rule("x", "X", "X ?", Section.ACT, failing, (), {})
    monkeypatch.setattr("beffroi.law.command.find_rule", lambda _slug: rule)
    assert run(capsys, "x") == (2, "", "beffroi law : Non.\n")


def test_an_option_that_holds_one_value_keeps_the_last(capsys):
    twice = ("appeal-deadline", "--published-on", "2024-01-01", "--published-on", "2023-12-20")
    assert run(capsys, *twice) == run(capsys, "appeal-deadline", "--published-on", "2023-12-20")
