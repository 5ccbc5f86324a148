"""French sentences for the refusals and the notes of the intake."""

from collections.abc import Iterable

NOT_READABLE = "Ce fichier n’est pas un texte, un DOCX ou un PDF avec du texte."

REFUSALS = {
    "not-text": NOT_READABLE,
    "empty": "Ce fichier est vide.",
    "too-large": "Ce fichier est trop volumineux pour être lu.",
    "text-too-long": "Ce fichier contient trop de texte pour être lu.",
    "too-heavy": "Ce fichier demande trop de mémoire ou de temps pour être lu.",
    "too-long-to-read": "La lecture de ce texte demande trop de temps : "
    "déposez l’acte seul, sans ses annexes.",
    "busy": "Trop de fichiers sont lus en ce moment : réessayez dans un instant.",
    "broken": "Ce fichier est abîmé ou incomplet : enregistrez-le de nouveau, puis réessayez.",
    "unsafe": "Ce DOCX contient des éléments interdits (entités, liens, doublons) : il n’est pas lu.",
    "two-kinds": "Ce fichier se présente à la fois comme plusieurs formats : il n’est pas lu.",
    "unknown-encoding": "L’encodage de ce texte n’est pas reconnu : enregistrez-le en UTF-8.",
    "image": "Ce fichier est une image : déposez un texte, un DOCX ou un PDF avec du texte.",
    "rtf": "Ce fichier est un RTF : enregistrez-le en DOCX ou en PDF.",
    "old-office": "Ce fichier est un ancien document Office ou un document protégé par mot de passe : "
    "enregistrez-le en DOCX sans mot de passe.",
    "opendocument": "Ce fichier est un document OpenDocument : enregistrez-le en DOCX ou en PDF.",
    "not-docx": "Ce fichier est une archive ou un autre document Office, pas un DOCX.",
    "scanned": "Ce PDF ne contient pas de texte (document numérisé ou image) : "
    "déposez le PDF d’origine ou une version avec reconnaissance de texte.",
    "encrypted": "Ce PDF est protégé par un mot de passe : enregistrez-le sans protection.",
    "unmapped-fonts": "Le texte de ce PDF ne peut pas être extrait (polices sans correspondance) : "
    "déposez le document d’origine.",
}

NOTES = {
    "truncated": "La fin du fichier est coupée au milieu d’un caractère.",
    "mixed-encoding": "Quelques octets hors UTF-8 ont été lus en Windows-1252.",
    "controls-dropped": "Des caractères de contrôle ont été retirés.",
    "guessed-encoding": "L’encodage a été reconnu d’après le français du texte.",
    "docx-headers": "Les en-têtes et pieds de page sont lus une seule fois, en tête et en fin de texte.",
    "docx-footnotes": "Les notes de bas de page sont lues à la fin du texte.",
    "docx-revisions": "Le suivi des modifications est lu comme accepté.",
    "docx-hidden": "Du texte masqué n’a pas été lu.",
    "docx-embedded": "Un document incorporé n’a pas été lu.",
    "pdf-turned": "Du texte tourné (tampon, filigrane) est placé à la fin de sa page.",
    "pdf-silent-pages": "Une ou plusieurs pages sans texte (images) n’ont pas été lues.",
}


def refusal_in_french(code: str) -> str:
    """Sentence for a refusal; an unknown code comes from a child gone wrong and says no more than this."""
    return REFUSALS.get(code, NOT_READABLE)


def notes_in_french(codes: Iterable[str]) -> tuple[str, ...]:
    """Sentences for the notes, unknown codes left out, each once."""
    return tuple(NOTES[code] for code in dict.fromkeys(codes) if code in NOTES)
