"""The components, as tags. The markup of anything longer than a line stands in templates/ui/parts/."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from beffroi.core.ui.lists import Control, Listing, SetHead, SetListing, fold_of
from beffroi.core.ui.parts import Blocker, Fact, Finding, Quote, Standing, State, StateKind, Step
from beffroi.law import french
from beffroi.law.reckoning import Day, Reckoning

register = template.Library()

STATE_ICONS = {
    "done": "check", "now": "now", "next": "next", "stuck": "lock",
    "ask": "ask", "miss": "warn", "no": "cross", "sum": "sum",
}  # fmt: skip


# A count longer than this is shown by its two ends.
MOST_DAYS = 31
DAYS_AT_EACH_END = 5
SELECTED = SafeString(" selected")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon of the page's sprite; it is decoration, the word beside it says the thing."""
    return format_html(
        '<svg class="icon" aria-hidden="true" viewBox="0 0 16 16"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
def brick(kind: str, label: str = "") -> SafeString:
    """Draw one brick: done, now, part, stuck or open."""
    return format_html('<span class="brick is-{}">{}</span>', kind, label)


@register.simple_tag
def state(kind: str, word: str) -> SafeString:
    """Say a state: its word and the icon of its kind."""
    return format_html(
        '<span class="state state-{}">{}{}</span>', kind, icon(STATE_ICONS[kind]), french.typeset(word)
    )


@register.simple_tag
def line_ref(line: int, href: str) -> SafeString:
    """Link to a line of the text; without an address the line is only named, as no text can be shown."""
    if not href:
        return format_html('<span class="line-ref">l.\u00a0{}</span>', line)
    return format_html(
        '<a class="line-ref" href="{}"><span class="visually-hidden">Voir la ligne </span>'
        '<span aria-hidden="true">l. </span>{}</a>',
        href,
        line,
    )


@register.inclusion_tag("ui/parts/menu.html", takes_context=True)
def public_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Show the public sections named in settings.PUBLIC_MENU, the one we are in marked."""
    return _entries(context, settings.PUBLIC_MENU)


@register.inclusion_tag("ui/parts/menu.html", takes_context=True)
def public_footer(context: dict[str, Any]) -> dict[str, Any]:
    """Show the links at the foot of every public page, named in settings.PUBLIC_FOOTER."""
    return _entries(context, settings.PUBLIC_FOOTER)


@register.inclusion_tag("ui/parts/menu.html", takes_context=True)
def workspace_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Show the sections of settings.WORKSPACE_MENU that the roles of who acts open, the current one marked.

    Each names an address, a label, and the roles and kinds of organisation it is for; none named, all.
    """
    actor = getattr(context.get("request"), "actor", None)
    held, kind = (
        frozenset(getattr(actor, "roles", ())),
        getattr(getattr(actor, "organisation", None), "kind", ""),
    )
    opened = [
        (name, label)
        for name, label, roles, kinds in settings.WORKSPACE_MENU
        if (not roles or held & set(roles)) and (not kinds or kind in kinds)
    ]
    return _entries(context, opened)


@register.inclusion_tag("ui/parts/workspace_search.html")
def workspace_search() -> dict[str, Any]:
    """Show the field that looks everywhere, whose page is settings.WORKSPACE_SEARCH."""
    return {"href": reverse(settings.WORKSPACE_SEARCH)}


@register.simple_tag(takes_context=True)
def page_banner(context: dict[str, Any]) -> SafeString:
    """Show the banner named in settings.PAGE_BANNER; none on an error page, which has no request."""
    request = context.get("request")
    if request is None or not settings.PAGE_BANNER:
        return SafeString("")
    return render_to_string(settings.PAGE_BANNER, {"request": request}, request)


@register.inclusion_tag("ui/parts/account_link.html", takes_context=True)
def account_link(context: dict[str, Any]) -> dict[str, Any]:
    """Link to where one signs in, or to one's own pages once signed in."""
    request = context.get("request")
    # Without the cookie nobody is there, and no session is read.
    cookies = request.COOKIES if request else {}
    signed = request and settings.SESSION_COOKIE_NAME in cookies and request.user.is_authenticated
    name, label = settings.SIGNED_IN if signed else settings.SIGN_IN
    return {"href": reverse(name), "label": label}


def _entries(context: dict[str, Any], named: Sequence[tuple[str, str]]) -> dict[str, Any]:
    path = context["request"].path if "request" in context else ""
    entries = [(reverse(name), label) for name, label in named]
    # One place is the current one: the deepest of those that hold the page.
    here = max((href for href, _ in entries if path.startswith(href)), key=len, default="")
    return {"entries": [(href, label, href == here) for href, label in entries], "path": path}


@register.inclusion_tag("ui/parts/standing.html")
def standing(value: Standing, steps: Sequence[Step] = ()) -> dict[str, Any]:
    """Show where it stands, whose turn it is and what blocks, then the step line."""
    return {"standing": value, "steps": steps}


@register.inclusion_tag("ui/parts/steps.html")
def steps(value: Sequence[Step], label: str) -> dict[str, Any]:
    """Show a step line: a course of bricks."""
    return {"steps": value, "label": label}


@register.inclusion_tag("ui/parts/blockers.html")
def blockers(value: Sequence[Blocker], title: str, anchor: str = "blocages") -> dict[str, Any]:
    """Show what blocks: each a sentence, its clause, the page that mends it. Nothing when nothing blocks."""
    return {"blockers": value, "title": title, "anchor": anchor}


@register.inclusion_tag("ui/parts/findings.html")
def findings(value: Sequence[Finding], level: int = 3) -> dict[str, Any]:
    """Show questions, each with the words that raise it; `level` is that of their headings."""
    return {"findings": value, "level": level}


@register.inclusion_tag("ui/parts/quote.html")
def quote(value: Quote) -> dict[str, Any]:
    """Show words of a document as written, with a link to their line."""
    return {"quote": value}


@register.inclusion_tag("ui/parts/facts.html")
def facts(value: Sequence[Fact]) -> dict[str, Any]:
    """Show names and values on hairlines."""
    return {"facts": value}


@register.inclusion_tag("ui/parts/reckoning.html")
def reckoning(
    value: Reckoning[Any],
    *,
    opened: bool = False,
    level: int = 3,
    kind: StateKind | Literal[""] = "",
    word: str = "",
) -> dict[str, Any]:
    """Show a result with its arithmetic, unfolded when `opened`; `level` is that of its heading.

    `kind` and `word` replace the state told by the rule, where the page knows better (« En cours »).
    """
    told = reckoning_state(value)
    return {
        "reckoning": value,
        "state": State(kind or told.kind, word or told.word),
        "opened": opened,
        "level": level,
    }


@register.inclusion_tag("ui/parts/reckoning_body.html")
def reckoning_body(value: Reckoning[Any]) -> dict[str, Any]:
    """Show the arithmetic of a result: days, steps, inputs, notes, articles."""
    return {"reckoning": value}


def reckoning_state(value: Reckoning[Any]) -> State:
    """Tell in a word what a rule found."""
    if value.holds is None:
        return State("ask", "Non vérifiable") if value.value is None else State("sum", "Calculé")
    return State("done", "Respecté") if value.holds else State("no", "Non respecté")


@register.inclusion_tag("ui/parts/days.html")
def days(value: Sequence[Day]) -> dict[str, Any]:
    """Show the days of a count, one brick each; of a long count, the first and the last."""
    numbers = iter(range(1, len(value) + 1))
    told: list[dict[str, Any]] = [
        {
            "on": day.on,
            "weekday": french.WEEKDAYS[day.on.weekday()][:3],
            "rank": next(numbers) if day.counted else 0,
        }
        for day in value
    ]
    if len(told) > MOST_DAYS:
        hidden = len(told) - 2 * DAYS_AT_EACH_END
        told = [*told[:DAYS_AT_EACH_END], {"hidden": hidden}, *told[-DAYS_AT_EACH_END:]]
    return {"days": told, "months": len({(day.on.year, day.on.month) for day in value}) > 1}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm, title: str = "", *, takes_focus: bool = True) -> dict[str, Any]:
    """Show every error of a form, each with a link to its field. Nothing when there is none.

    It takes the focus when the page opens, unless told otherwise.
    """
    return {"form": form, "title": title, "takes_focus": takes_focus}


@register.inclusion_tag("ui/parts/list_head.html")
def list_head(
    listing: Listing[Any] | SetListing[Any] | SetHead, label: str, export: str = "", here: str = ""
) -> dict[str, Any]:
    """Show the search box, filters and order of a list, its count and the link that exports it.

    `here` is the list's own address, for a list that is also shown at another one.
    """
    fold = fold_of(listing.controls)
    return {"listing": listing, "label": label, "export": export, "here": here, "fold": fold}


@register.simple_tag
def options(control: Control) -> SafeString:
    """Write the choices of a select: of the communes of a département, a template would take longer."""
    rows = (
        (value, SELECTED if value == control.chosen else "", french.typeset(text))
        for value, text in control.choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.inclusion_tag("ui/parts/list_foot.html")
def list_foot(
    listing: Listing[Any] | SetListing[Any], empty: str = "", advice: str = "", here: str = ""
) -> dict[str, Any]:
    """Show the pages of a list; when it is empty, why and what to do."""
    return {"listing": listing, "empty": empty, "advice": advice, "here": here}
