"""Addresses where contracts, their models and the strategic frames are written."""

from django.urls import path

from beffroi.contracts.writing import crossing, frames, hub, rows, terms

DRAFT = "mes-contrats/<slug:slug>/rediger"
CELL = f"{DRAFT}/croisement/<int:ambition>/<int:axis>"
LIST = f"{DRAFT}/liste/<slug:part>"

urlpatterns = [
    path("mes-contrats/nouveau/", hub.begin, name="draft_new"),
    path("mes-contrats/modeles/", hub.models, name="models"),
    path("mes-contrats/cadres/", frames.index, name="frames"),
    path("mes-contrats/cadres/nouveau/", frames.new, name="frame_new"),
    path("mes-contrats/cadres/<int:pk>/", frames.frame, name="frame"),
    path("mes-contrats/cadres/<int:pk>/version/", frames.version, name="frame_version"),
    path("mes-contrats/<slug:slug>/modele/", hub.model_make, name="model_make"),
    path(f"{DRAFT}/", hub.hub, name="writing"),
    path(f"{DRAFT}/avis/", hub.ask_opinions, name="draft_opinions"),
    path(f"{DRAFT}/votes/", hub.open_vote, name="draft_votes"),
    path(f"{DRAFT}/retour/", hub.send_back, name="draft_return"),
    path(f"{DRAFT}/texte/", hub.open_text, name="draft_text"),
    path(f"{DRAFT}/identite/", terms.identity, name="draft_identity"),
    path(f"{DRAFT}/partie/<slug:side>/", terms.party, name="draft_party"),
    path(f"{DRAFT}/reglages/", terms.settings, name="draft_settings"),
    path(f"{DRAFT}/delais/", terms.delays, name="draft_delays"),
    path(f"{DRAFT}/communes/", terms.communes, name="draft_communes"),
    path(f"{DRAFT}/communes/officielles/", terms.communes_official, name="draft_communes_official"),
    path(f"{DRAFT}/communes/<int:pk>/retirer/", terms.commune_remove, name="draft_commune_remove"),
    path(f"{DRAFT}/cadres/", crossing.frames, name="draft_frames"),
    path(f"{DRAFT}/croisement/", crossing.crossing, name="draft_crossing"),
    path(f"{CELL}/", crossing.cell, name="draft_cell"),
    path(f"{CELL}/confirmer/", crossing.confirm, name="draft_cell_confirm"),
    path(f"{CELL}/retirer/", crossing.cell_remove, name="draft_cell_remove"),
    path(f"{LIST}/", rows.rows, name="draft_list"),
    path(f"{LIST}/ajouter/", rows.add, name="draft_add"),
    path(f"{LIST}/<int:pk>/", rows.edit, name="draft_row"),
    path(f"{LIST}/<int:pk>/deplacer/", rows.move, name="draft_row_move"),
    path(f"{LIST}/<int:pk>/retirer/", rows.remove, name="draft_row_remove"),
]
