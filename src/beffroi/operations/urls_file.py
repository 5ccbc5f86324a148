"""Addresses of operations: file."""

from django.urls import URLPattern, path

from beffroi.operations.views import early, file, messages, page, pieces, proposal, public, support

urlpatterns: list[URLPattern] = [
    path("operations/proposer/", proposal.propose, name="propose"),
    path("operations/<int:pk>/", page.operation, name="operation"),
    path("operations/<int:pk>/avancer/<slug:verb>/", page.move, name="move"),
    path("operations/<int:pk>/dossier/<slug:slug>/", file.section, name="section"),
    path("operations/<int:pk>/pieces/deposer/", pieces.join, name="piece_join"),
    path("operations/<int:pk>/pieces/deposer/<slug:slug>/", pieces.join, name="piece_join_asked"),
    path("operations/<int:pk>/pieces/<int:joined>/", pieces.renew, name="piece_renew"),
    path("operations/<int:pk>/pieces/<int:joined>/<int:number>/", pieces.download, name="piece_file"),
    path("operations/<int:pk>/demarrage-anticipe/", early.early_start, name="early_start"),
    path("operations/<int:pk>/demarrage-anticipe/decision/", early.decide, name="early_decide"),
    path("operations/<int:pk>/ingenierie/demander/", support.ask, name="support_ask"),
    path("operations/<int:pk>/ingenierie/<int:asked>/confier/", support.assign, name="support_assign"),
    path("operations/<int:pk>/ingenierie/<int:asked>/sans-reponse/", support.release, name="support_release"),
    path("operations/<int:pk>/ingenierie/<int:asked>/avis/", support.opinion, name="support_opinion"),
    path(
        "operations/<int:pk>/ingenierie/<int:asked>/avis/<int:number>/",
        support.opinion_file,
        name="opinion_file",
    ),
    path("operations/<int:pk>/messages/", messages.message, name="message"),
    path("operations-votees/<slug:slug>/<int:number>/", public.public, name="public"),
]
