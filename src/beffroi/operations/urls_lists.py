"""Addresses of operations: the list, the board, the map, the export, the lists that are kept."""

from django.urls import URLPattern, path

from beffroi.operations.bulk import views as bulk
from beffroi.operations.imports import views as imports
from beffroi.operations.lists import exports, views

urlpatterns: list[URLPattern] = [
    path("operations/", views.index, name="index"),
    path("operations/etapes/", views.board, name="board"),
    path("operations/carte/", views.places, name="places"),
    path("operations/export/", exports.export, name="export"),
    path("operations/export/preparer/", exports.ask, name="export_ask"),
    path("operations/export/<int:pk>/", exports.progress, name="export_progress"),
    path("operations/export/<int:pk>/fichier/", exports.file, name="export_file"),
    path("operations/listes/", views.keep, name="keep"),
    path("operations/listes/<int:pk>/supprimer/", views.drop, name="drop"),
    path("operations/ensemble/", bulk.choose, name="bulk"),
    path("operations/ensemble/<int:pk>/", bulk.run, name="bulk_run"),
    path("operations/ensemble/<int:pk>/confirmer/", bulk.confirm, name="bulk_confirm"),
    path("operations/importer/", imports.drop, name="import"),
    path("operations/importer/modele.<slug:form>", imports.model, name="import_model"),
    path("operations/importer/<int:pk>/", imports.preview, name="import_preview"),
    path("operations/importer/<int:pk>/confirmer/", imports.confirm, name="import_confirm"),
    path("operations/importer/<int:pk>/lignes-refusees.<slug:form>", imports.refused, name="import_refused"),
]
