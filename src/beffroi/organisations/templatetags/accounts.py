"""What the pages of accounts show: allauth's forms in our look, a square to photograph, a browser's name."""

import segno
from django import forms, template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from beffroi.core.ui.forms import YesInput

register = template.Library()

LENGTH_HINT = "Au moins 12 caractères. Quelques mots sans lien entre eux se retiennent et résistent."
# How we call the fields of allauth, and the reason for each.
WORDS: dict[str, tuple[str, str]] = {
    "login": ("Adresse électronique", ""),
    "email": ("Adresse électronique", ""),
    "password": ("Mot de passe", ""),
    "oldpassword": ("Mot de passe actuel", ""),
    "password1": ("Nouveau mot de passe", LENGTH_HINT),
    "password2": ("Le même, une seconde fois", ""),
    "code": ("Code", ""),
    "name": ("Nom de la clé", "Pour la reconnaître : « téléphone », « clé bleue »."),
    "passwordless": (
        "Se connecter avec cette clé seule",
        "Sans mot de passe : l’appareil demande alors l’empreinte, le visage ou son code.",
    ),
}
_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.simple_tag
def account_fields(form: forms.BaseForm) -> SafeString:
    """Draw the fields of one of allauth's forms as ours are, hidden ones included."""
    form.use_required_attribute = False
    for one in form:
        _dress(one)
    drawn = [one.as_field_group() for one in form.visible_fields()]
    drawn += [one.as_widget() for one in form.hidden_fields()]
    return format_html_join("", "{}", ((one,) for one in drawn))


def _dress(bound: forms.BoundField) -> None:
    name, field = bound.name, bound.field
    if name in WORDS:
        bound.label, bound.help_text = WORDS[name]
        # The field keeps its own too: what links the hint to the box reads it.
        field.help_text = bound.help_text
    if isinstance(field.widget, forms.CheckboxInput):
        field.widget = YesInput()
    field.widget.attrs.pop("placeholder", None)
    if not field.widget.is_hidden and not isinstance(field.widget, YesInput):
        field.widget.attrs.setdefault("class", "input")
    if name == "code":
        field.widget.attrs["inputmode"] = "numeric"


@register.simple_tag
def account_links() -> list[tuple[str, str]]:
    """Give the pages of one's account that the settings name, each with its label."""
    return [(reverse(name), label) for name, label in settings.ACCOUNT_LINKS]


@register.simple_tag
def oidc_name() -> str:
    """Name the other service one may sign in with; nothing when there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_ISSUER else ""


@register.simple_tag
def qr_code(text: str, title: str) -> SafeString:
    """Draw a text as a square that a telephone reads; a drawing of our own, nothing is fetched."""
    drawing = segno.make(text, error="m").svg_inline(scale=5, border=2, omitsize=True)
    return format_html('<div role="img" aria-label="{}">{}</div>', title, mark_safe(drawing))  # noqa: S308  made of squares


@register.filter
def browser(user_agent: str) -> str:
    """Name a browser and its system as people do."""
    name = next((told for mark, told in _BROWSERS if mark in user_agent), "Navigateur inconnu")
    system = next((told for mark, told in _SYSTEMS if mark in user_agent), "")
    return f"{name}, {system}" if system else name
