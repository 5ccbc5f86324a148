"""What is signed stays as it was: refused by the database itself."""

from django.db import migrations

from beffroi.core.guards import ALWAYS, Guard, PutGuards, append_only, frozen

CONTRACT, AXIS, AMENDMENT = "contracts_contract", "contracts_axis", "contracts_amendment"
SIGNING, FRAMES = "contracts_signing", "contracts_strategicframe_contracts"
# All but `state` and `is_shown_publicly`, which go on living.
SEALED_COLUMNS = (
    "id", "slug", "title", "starts_year", "ends_year", "summary", "money_note", "owners_note", "owners_line",
    "is_open_list", "copies_count", "place_of_signature", "signed_on", "is_fictitious", "source_key",
    "model_of_id",
)  # fmt: skip


# The names below come from this file alone.
def differs(column: str) -> str:
    """Say that a column changes, NULL being a value."""
    return f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"


def signed(parent: str, row: str, key: str) -> str:
    """Say that a parent bears the date of its signature."""
    return f"(SELECT signed_on FROM {parent} WHERE id = {row}.{key}) IS NOT NULL"  # noqa: S608


def belonging(table: str, parent: str, key: str) -> PutGuards:
    """Freeze the rows of a signed parent, and let no other join them."""
    return frozen(table, signed(parent, "OLD", key), inserts_when=signed(parent, "NEW", key))


def under_axis(table: str) -> PutGuards:
    """Freeze what stands under the axes of a signed contract."""
    sql = (
        f"EXISTS (SELECT 1 FROM {AXIS} a JOIN {CONTRACT} c ON c.id = a.contract_id "  # noqa: S608
        "WHERE a.id = {row}.axis_id AND c.signed_on IS NOT NULL)"
    )
    return frozen(table, sql.format(row="OLD"), inserts_when=sql.format(row="NEW"))


def crossed(row: str, key: str) -> str:
    """Say that a frame is crossed by a signed contract."""
    return (
        f"EXISTS (SELECT 1 FROM {FRAMES} l JOIN {CONTRACT} c ON c.id = l.contract_id "  # noqa: S608
        f"WHERE l.strategicframe_id = {row}.{key} AND c.signed_on IS NOT NULL)"
    )


DRAFT_ONLY = f"(SELECT state FROM {AMENDMENT} WHERE id = {{row}}.amendment_id) <> 'drafting'"  # noqa: S608
SIGNED_ALREADY = (
    f"(NEW.amendment_id IS NULL AND {signed(CONTRACT, 'NEW', 'contract_id')}) "
    f"OR {signed(AMENDMENT, 'NEW', 'amendment_id')}"
)
PARTY_OF_SIGNED = (
    f"EXISTS (SELECT 1 FROM {SIGNING} s JOIN {CONTRACT} c ON c.id = s.contract_id "  # noqa: S608
    f"LEFT JOIN {AMENDMENT} a ON a.id = s.amendment_id WHERE s.id = NEW.signing_id "
    "AND ((s.amendment_id IS NULL AND c.signed_on IS NOT NULL) OR a.signed_on IS NOT NULL))"
)


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_amendments_and_signatures")]

    operations = [
        PutGuards(
            Guard(
                CONTRACT,
                "UPDATE",
                f"OLD.signed_on IS NOT NULL AND ({' OR '.join(differs(one) for one in SEALED_COLUMNS)})",
                "the contract is signed",
            ),
            Guard(CONTRACT, "DELETE", "OLD.signed_on IS NOT NULL", "the contract is signed"),
            Guard(CONTRACT, "TRUNCATE", ALWAYS, "some rows may be sealed"),
        ),
        *(
            belonging(f"contracts_{name}", CONTRACT, "contract_id")
            for name in (
                "contractparty", "axis", "mutualcommitment", "targetpublic", "attentionpoint",
                "communicationclause", "citedoperation", "perimetercommune", "contractsettings",
                "contractpiece", "strategicframe_contracts",
            )
        ),
        under_axis("contracts_axistheme"),
        under_axis("contracts_crossing"),
        frozen("contracts_strategicframe", crossed("OLD", "id")),
        frozen(
            "contracts_ambition", crossed("OLD", "frame_id"), inserts_when=crossed("NEW", "frame_id")
        ),
        append_only(SIGNING),
        PutGuards(Guard(SIGNING, "INSERT", SIGNED_ALREADY, "what it belongs to is signed")),
        append_only("contracts_signingparty"),
        PutGuards(Guard("contracts_signingparty", "INSERT", PARTY_OF_SIGNED, "what it belongs to is signed")),
        frozen(AMENDMENT, "OLD.signed_on IS NOT NULL"),
        frozen(
            "contracts_amendmentchange",
            DRAFT_ONLY.format(row="OLD"),
            inserts_when=DRAFT_ONLY.format(row="NEW"),
        ),
        belonging("contracts_amendmentapproval", AMENDMENT, "amendment_id"),
    ]  # fmt: skip
