"""Opening a register and sealing an act in it: the only road to the tables of the seals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from beffroi.core.errors import RuleViolation
from beffroi.core.journal.authors import Author
from beffroi.core.seals.canonical import canonical, sha256
from beffroi.core.seals.codes import draw_code, read_code
from beffroi.core.seals.fingerprints import columns_of, fingerprint
from beffroi.core.seals.heads import append_heads_after_commit, head_of, sign_head
from beffroi.core.seals.kinds import kinds
from beffroi.core.seals.models import GENESIS, Chain, Excerpt, Seal

LABEL_LENGTH = 500


def new_code() -> str:
    """Draw a verification code that no seal bears, as it is stored (see `codes.show_code`)."""
    while Seal.objects.filter(code=(code := draw_code())).exists():
        continue
    return code


def open_chain(name: str, label: str) -> Chain:
    """Give the chain of that name, opened and signed empty if it is not there yet.

    Raises: TransactionManagementError outside a transaction.
    """
    _require_transaction()
    chain = Chain.objects.filter(name=name).first()
    if chain is not None:
        return chain
    draft = Chain(name=name, label=label, count=0, head=GENESIS, signed_at=timezone.now())
    sign_head(draft)
    # Of two who open it together, the second waits for the first and takes its chain.
    Chain.objects.bulk_create([draft], ignore_conflicts=True)
    chain = Chain.objects.get(name=name)
    _copy_after_commit(chain)
    return chain


def seal(
    chain: Chain,
    *,
    kind: str,
    obj: models.Model,
    label: str,
    content: Mapping[str, Any],
    code: str,
    pdf: bytes | None = None,
    template_version: str = "",
    by: Author,
    at: datetime,
) -> Seal:
    """Append an act to a chain, and sign the chain's new head.

    The chain's row is locked until the transaction ends; whoever seals in several chains at once takes them
    in the order of their names. After commit the head is copied to the file of heads.
    Raises: RuleViolation when the chain was altered, as signing it would hide that, or when only some of its
    entries are here; ValueError for a code
    that is none, a kind that no context registered; TransactionManagementError outside a transaction.
    """
    _require_transaction()
    if kind not in kinds():
        raise ValueError(f"no context has registered the kind {kind}")
    locked = _locked_whole(chain)
    text = canonical(content)
    entry = Seal(
        chain=locked,
        position=locked.count + 1,
        kind=kind,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        label=label[:LABEL_LENGTH],
        code=_readable(code),
        content=text,
        content_sha256=sha256(text),
        pdf=pdf,
        pdf_sha256="" if pdf is None else sha256(pdf),
        template_version=template_version,
        sealed_at=at,
        user_id=by.user_id,
        user_label=by.user_label,
        organisation_id=by.organisation_id,
        organisation_label=by.organisation_label,
        previous_sha256=locked.head,
    )
    entry.sha256 = fingerprint(columns_of(locked.name, entry))
    entry.save(force_insert=True)
    _advance(locked, entry)
    return entry


def _advance(chain: Chain, entry: Seal) -> None:
    chain.count, chain.head, chain.signed_at = entry.position, entry.sha256, timezone.now()
    sign_head(chain)
    chain.save(update_fields=["count", "head", "signed_at", "signature", "key_id"])
    _copy_after_commit(chain)


def _copy_after_commit(chain: Chain) -> None:
    append_heads_after_commit([head_of(chain)])


def _locked_whole(chain: Chain) -> Chain:
    """Lock a chain and make sure that its head is signed and is its last entry's."""
    kept_elsewhere = models.Exists(Excerpt.objects.filter(chain=models.OuterRef("pk")))
    chains = Chain.objects.select_for_update().annotate(kept_elsewhere=kept_elsewhere)
    locked = chains.get(pk=chain.pk)
    if locked.kept_elsewhere:
        raise RuleViolation(
            f"Le registre « {locked.label} » est tenu ailleurs : certaines de ses entrées sont ici, "
            "et rien ne s’y ajoute."
        )
    last = Seal.objects.filter(chain=locked).order_by("-position").values_list("position", "sha256").first()
    if not head_of(locked).is_signed or (last or (0, GENESIS)) != (locked.count, locked.head):
        raise RuleViolation(
            f"Le registre « {locked.label} » a été altéré : rien n’y sera scellé avant sa vérification."
        )
    return locked


def _readable(code: str) -> str:
    read = read_code(code)
    if not read:
        raise ValueError(f"{code!r} is no verification code")
    return read


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("seals are set in the transaction of the act")
