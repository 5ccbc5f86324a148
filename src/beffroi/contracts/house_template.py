"""The house's own template of a working copy: what an authority without a template is given."""

from functools import cache
from io import BytesIO

from docx import Document

_SECTIONS = (
    ("En bref", ("{{ contrat.résumé }}", "{{ contrat.argent }}", "{{ contrat.admission }}")),
    (
        "Les parties",
        (
            "{%p for partie in parties %}",
            "{{ partie.nom }}, représentée par {{ partie.représentant }}, {{ partie.qualité }}. "
            "{{ partie.vote }}",
            "{%p endfor %}",
        ),
    ),
    (
        "Les axes",
        (
            "{%p for axe in axes %}",
            "Axe {{ axe.rang }} : {{ axe.titre }} ({{ axe.themes|join(', ') }})",
            "{%p endfor %}",
        ),
    ),
    (
        "Les engagements",
        ("{%p for un in engagements %}", "{{ un.qui }} : {{ un.titre }} ({{ un.nature }})", "{%p endfor %}"),
    ),
    ("Les publics", ("{{ publics|join(', ') }}",)),
    (
        "Les points d’attention",
        ("{%p for point in points %}", "{{ point.titre }} : {{ point.question }}", "{%p endfor %}"),
    ),
    (
        "La communication",
        (
            "{%p for clause in clauses %}",
            "{{ clause.obligation }} ({{ clause.portée }}). Preuve : {{ clause.preuve }}"
            "{% if clause.solde %}. Le solde en dépend{% endif %}.",
            "{%p endfor %}",
        ),
    ),
    (
        "Les opérations citées",
        (
            "{%p for une in opérations %}",
            "{{ une.titre }}{% if une.lieu %}, {{ une.lieu }}{% endif %}",
            "{%p endfor %}",
        ),
    ),
    ("Les communes", ("{{ communes|join(', ') }}",)),
    ("Signature", ("Fait à {{ contrat.lieu_de_signature or '…' }}, le …",)),
)


@cache
def house_template() -> bytes:
    """Build the template, once for each process."""
    document = Document()
    document.core_properties.language = "fr-FR"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = "{{ contrat.titre }} {{ contrat.années }}"
    document.add_heading("{{ contrat.titre }} {{ contrat.années }}", level=0)
    for title, lines in _SECTIONS:
        document.add_heading(title, level=1)
        for line in lines:
            document.add_paragraph(line)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
