"""The documents keep up with the program: codes of findings, rules, variables, links."""

import re
from pathlib import Path

import pytest

from beffroi.law.registry import RULES

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ROOT / "src" / "beffroi" / "reader" / "checks"
GUIDE = ROOT / "docs" / "guide" / "comprendre-les-constats.md"
SEVERITIES = {"ERROR": "erreur", "WARNING": "alerte", "QUESTION": "question"}
RAISED = re.compile(r'Finding\(\s*"([a-z-]+)",\s*Severity\.([A-Z]+)')
DESCRIBED = re.compile(r"^\| `([a-z-]+)` \| (\w+) \|", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_every_finding_is_explained_with_its_severity():
    raised = {
        (code, SEVERITIES[severity])
        for path in CHECKS.glob("*.py")
        for code, severity in RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert raised
    assert set(DESCRIBED.findall(GUIDE.read_text(encoding="utf-8"))) == raised


def test_the_number_of_rules_is_the_one_announced():
    assert len(RULES) == 18
    for name in ("README.md", "CHANGELOG.md"):
        assert "ighteen rules" in (ROOT / name).read_text(encoding="utf-8")


def test_every_variable_of_the_settings_is_in_the_table():
    settings = ROOT / "src" / "beffroi" / "config" / "settings"
    named = {
        name
        for path in settings.glob("*.py")
        for name in re.findall(r'"(BEFFROI_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert named == set(re.findall(r"^\| `(BEFFROI_[A-Z_]+)`", readme, re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    lost = [
        link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()
    ]
    assert lost == []


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.match(r"\s*GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3, 19 November 2007", text)
    assert re.findall(r"^ {2}(\d+)\. [A-Z]", text, re.MULTILINE) == [str(number) for number in range(18)]
    assert "END OF TERMS AND CONDITIONS" in text
