"""Addresses of the public register; a QR code bears the shortest one."""

from django.urls import path

from beffroi.assemblies.register import verify_views, views

app_name = "register"
urlpatterns = [
    path("registre/", views.act_list, name="list"),
    path("registre/verifier/", verify_views.verify, name="verify"),
    path("registre/documents/<str:code>.pdf", views.document, name="document"),
    path("registre/<int:number>/", views.act, name="act"),
    path("registre/<int:number>/acte.json", views.act_json, name="act_json"),
    path("registre/<int:number>/certifier/", views.certify, name="certify"),
    path("registre/<int:number>/annexes/<int:rank>.pdf", views.annex, name="annex"),
    path("v/<str:code>", verify_views.by_code, name="by_code"),
]
