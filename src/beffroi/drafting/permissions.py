"""Who may do what to a text: the access given to a role of an organisation, and nothing else.

The text was read `with_access`.
"""

from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Text
from beffroi.organisations.actor import Actor


def _holds(actor: Actor, text: Text, *levels: Level) -> bool:
    return any(
        actor.acts_for(one.organisation_id) and one.role in actor.roles and one.level in levels
        for one in text.access.all()
    )


def can_write_text(actor: Actor, text: Text) -> bool:
    """Whoever may write: sections and comments."""
    return _holds(actor, text, Level.WRITE)


def can_comment_text(actor: Actor, text: Text) -> bool:
    """Whoever writes or agrees: a comment is a word between those who make the text."""
    return _holds(actor, text, Level.WRITE, Level.SIGN)


def can_arrange_text(actor: Actor, text: Text) -> bool:
    """Whoever writes, when the sections are not imposed."""
    return can_write_text(actor, text) and not text.sections_fixed


def can_sign_text(actor: Actor, text: Text) -> bool:
    """Whoever agrees for their own organisation."""
    return _holds(actor, text, Level.SIGN)
