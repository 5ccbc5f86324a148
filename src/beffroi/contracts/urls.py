"""Addresses of contracts: the public's, and the workspace's."""

from django.urls import include, path

from beffroi.contracts import past, signed_copy_views, signing_views, template_views, views
from beffroi.contracts.amendments.urls import urlpatterns as amendments

app_name = "contracts"
urlpatterns = [
    path("contrats/", views.index, name="index"),
    path("contrats/<slug:slug>/", views.contract, name="contract"),
    path("contrats/<slug:slug>/contrat.json", views.contract_json, name="contract_json"),
    *amendments,
    path("contrats/<slug:slug>/precedents/", past.past, name="past"),
    path("contrats/<slug:slug>/precedents/<int:rank>/", past.past_operation, name="past_operation"),
    path("contrats/<slug:slug>/contrat.pdf", signing_views.document, name="document"),
    path("mes-contrats/", views.workspace_index, name="workspace_index"),
    path("", include("beffroi.contracts.writing.urls")),
    path("mes-contrats/<slug:slug>/", views.workspace, name="workspace"),
    path("mes-contrats/<slug:slug>/vote/<slug:side>/", views.approve, name="approve"),
    path("mes-contrats/<slug:slug>/montrer/", views.show, name="show"),
    path("mes-contrats/<slug:slug>/ouvrir-la-signature/", views.open_signature, name="open_signature"),
    path("mes-contrats/<slug:slug>/signature/", signing_views.sign, name="sign"),
    path("mes-contrats/<slug:slug>/exemplaire-signe/", signed_copy_views.add, name="signed_copy_add"),
    path("mes-contrats/<slug:slug>/exemplaires/<int:pk>/", signed_copy_views.download, name="signed_copy"),
    path("mes-contrats/<slug:slug>/projet.pdf", signing_views.draft, name="draft"),
    path("mes-contrats/<slug:slug>/copie-de-travail.docx", template_views.copy, name="working_copy"),
    path("organisation/modele-de-contrat/", template_views.template, name="template"),
    path(
        "organisation/modele-de-contrat/<int:number>.docx", template_views.template_file, name="template_file"
    ),
]
