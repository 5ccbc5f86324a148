"""`beffroi law RULE --option value …`: explain a rule on the command line, in French."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from beffroi.law.errors import LawInputError
from beffroi.law.french import cut_short, typeset
from beffroi.law.parsing import FieldKind
from beffroi.law.reckoning import Reckoning
from beffroi.law.registry import RULES, Field, Rule, Section, find_rule

FAILED = 2
BOX: dict[str, Any] = {"nargs": "?", "const": "oui"}
REPEATED: dict[str, Any] = {"action": "append"}
HELP = ("-h", "--help", "--aide")


class _RefusedError(Exception):
    """What the command line says when it cannot go on: one French sentence."""


def main(argv: Sequence[str]) -> int:
    """List the rules, explain one, or say in one French line what is wrong (exit 2)."""
    try:
        print(_run(list(argv)))
    except (LawInputError, _RefusedError) as error:
        print(typeset(f"beffroi law : {error}"), file=sys.stderr)
        return FAILED
    return 0


def _run(argv: list[str]) -> str:
    if not argv or argv[0] in HELP:
        return list_rules()
    rule = find_rule(argv[0])
    if any(word in HELP for word in argv[1:]):
        return describe(rule)
    return _explain(rule, argv[1:])


def _explain(rule: Rule, argv: list[str]) -> str:
    options = _options(rule, argv)
    as_json = options.pop("as_json")
    try:
        reckoning = rule.explain(options)
    except LawInputError as error:
        field = rule.field(error.field)
        if field is None:
            raise
        raise _RefusedError(f"{field.option} : {error.message}") from error
    return json.dumps(reckoning.as_dict(), ensure_ascii=False, indent=2) if as_json else show(reckoning)


def _options(rule: Rule, argv: list[str]) -> dict[str, Any]:
    """Read the options; argparse's own messages are English, so every refusal is said here."""
    try:
        options, unknown = _parser(rule).parse_known_args(argv)
    except argparse.ArgumentError as error:
        raise _RefusedError(f"{error.argument_name} : option sans valeur, ou mal écrite.") from error
    if unknown:
        raise _RefusedError(f"« {cut_short(unknown[0])} » n’est pas attendu ici ; voir --aide.")
    return vars(options)


def _parser(rule: Rule) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--json", action="store_true", dest="as_json")
    for field in rule.fields:
        # A box may stand alone; any other option may be repeated: a list keeps all, the rest the last.
        extra = BOX if field.kind is FieldKind.BOOL else REPEATED
        parser.add_argument(field.option, dest=field.name, **extra)
    return parser


def list_rules() -> str:
    """List every rule under its heading."""
    lines = ["Règles que Beffroi sait calculer : « beffroi law RÈGLE --aide » dit ce qu’il faut donner."]
    for section in Section:
        lines += ["", section.value]
        lines += [f"  {rule.slug:<20} {rule.question}" for rule in RULES if rule.section is section]
    return typeset("\n".join(lines))


def describe(rule: Rule) -> str:
    """Tell what a rule asks for, and an example that works."""
    lines = [f"{rule.name}. {rule.question}", ""]
    for field in rule.fields:
        lines += [f"  {field.option}{' (obligatoire)' if field.required else ''}", f"      {_asked(field)}"]
        lines.append(f"      {field.reason}")
    return typeset("\n".join([*lines, "  --json", "      Le même résultat, pour un programme."])) + _example(
        rule
    )


def _asked(field: Field) -> str:
    choices = ", ".join(choice.slug for choice in field.choices)
    return f"{field.label} : {choices or field.help}"


def _example(rule: Rule) -> str:
    """Write the example as it can be typed: ordinary spaces only."""
    words = [f"beffroi law {rule.slug}"]
    for field in rule.fields:
        raw = rule.example.get(field.name, ())
        words += [f"{field.option} {_quoted(value)}" for value in ([raw] if isinstance(raw, str) else raw)]
    return "\n\nExemple\n  " + " ".join(words)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def show(reckoning: Reckoning[Any]) -> str:
    """Write a reckoning as text: title, verdict, inputs, steps, sources, notes."""
    lines = [reckoning.title, reckoning.verdict]
    if reckoning.holds is not None:
        lines.append(f"Condition remplie : {'oui' if reckoning.holds else 'non'}")
    lines += _block("Données", (f"{one.label} : {one.value}" for one in reckoning.inputs))
    lines += _block("Calcul", reckoning.steps)
    lines += _block(
        "Sources",
        (
            ", ".join(part for part in (source.label, source.period, source.certainty.label) if part)
            for source in reckoning.sources
        ),
    )
    lines += _block("À savoir", reckoning.notes)
    return typeset("\n".join(lines))


def _block(heading: str, items: Iterable[str]) -> list[str]:
    told = [f"  {item}" for item in items]
    return ["", heading, *told] if told else []
