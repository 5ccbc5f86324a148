"""What several journeys do: send a text to the reader, take it in, drop a document to have it verified."""

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from browser.checks import follow
from browser.files import ACTS

DROP_BYTES = """([name, encoded]) => {
    const bytes = Uint8Array.from(atob(encoded), sign => sign.charCodeAt(0));
    const held = new DataTransfer();
    held.items.add(new File([bytes], name, { type: "application/pdf" }));
    document.querySelector("[data-drop]").dispatchEvent(
        new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}"""
CONFIRM = "Confirmer dans le registre"


@dataclass(frozen=True)
class Taken:
    """An act to take in: its council, the one value to correct, what the register then says."""

    council: dict[str, Any]
    corrected: tuple[str, str, str]
    members: int
    dates: tuple[str, str]
    capacity: str = "président"
    # Of each name that is asked, the answer.
    answers: dict[str, str] = field(default_factory=dict)


def read_and_ask(page: Page, file: Path | dict[str, Any]) -> None:
    """Read a file on the reader's page, then ask to take it into the register."""
    page.goto("/lire/")
    page.set_input_files("input[type=file]", file)
    follow(page, page.get_by_role("button", name="Lire l’acte"))
    follow(page, page.get_by_role("button", name=CONFIRM))


def correct(page: Page, part: str, label: str, value: str) -> None:
    """Change one value of a part."""
    follow(page, page.get_by_role("link", name=re.compile(f"^Corriger\\s:\\s{part}")))
    field = page.get_by_label(re.compile(f"^{label}"))
    if field.evaluate("node => node.localName") == "select":
        field.select_option(label=value)
    else:
        field.fill(value)
    follow(page, page.get_by_role("button", name="Garder la correction"))
    expect(page.get_by_text("La correction est gardée.")).to_be_visible()


def answer_names(page: Page, taken: Taken) -> None:
    """Answer each question about a name, and have all the other members made."""
    follow(page, page.get_by_role("link", name="Répondre sur les noms").first)
    expect(page.locator("fieldset.asked-name")).to_have_count(len(taken.answers))
    for name, answer in taken.answers.items():
        page.get_by_role("group", name=re.compile(f"^{name}")).get_by_label(answer).check()
    page.get_by_label(f"Créer les {taken.members} membres proposés ci-dessous").check()
    follow(page, page.get_by_role("button", name="Garder ces réponses"))


def seal(page: Page) -> None:
    """From the intake that is over, seal its first act."""
    follow(page, page.get_by_role("link", name="Sceller d’abord cet acte").first)
    follow(page, page.get_by_role("button", name="Sceller", exact=True))
    expect(page.get_by_text("La délibération est scellée. Code de vérification")).to_be_visible()


def publish(page: Page, taken: Taken, day: str) -> None:
    """From the intake that is over, publish its first act."""
    follow(page, page.get_by_role("link", name="Choisir ce qui est publié").first)
    page.get_by_label("Publiée le").fill(day)
    for label, typed in (("Prénom de l’auteur", "Camille"), ("Nom de l’auteur", "DURAND")):
        if not page.get_by_label(re.compile(f"^{label}")).input_value():
            page.get_by_label(re.compile(f"^{label}")).fill(typed)
    page.get_by_label(re.compile("^Qualité de l’auteur")).fill(taken.capacity)
    follow(page, page.get_by_role("button", name="Publier", exact=True))
    expect(page.get_by_text("L’acte est publié.")).to_be_visible()


def verify(page: Page, content: bytes, answer: str) -> None:
    """Drop a document on the page of verification, and read the answer."""
    page.goto("/registre/verifier/")
    page.evaluate(DROP_BYTES, ["acte.pdf", base64.b64encode(content).decode()])
    expect(page.locator("[data-drop-status]")).to_contain_text("acte.pdf")
    follow(page, page.get_by_role("button", name="Vérifier le fichier"))
    expect(page.get_by_role("heading", name=answer)).to_be_visible()


CORPUS_ACT = ACTS / "01-commune-une-ligne-par-nom.txt"
