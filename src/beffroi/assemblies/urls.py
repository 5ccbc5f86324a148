"""Addresses of the sittings and acts in the workspace."""

from django.urls import include, path

from beffroi.assemblies.views import acts, assemblies, events, members, sittings

app_name = "assemblies"
urlpatterns = [
    path("reprises/", include("beffroi.assemblies.urls_intakes")),
    path("", sittings.sittings, name="sittings"),
    path("actes/", acts.acts, name="acts"),
    path("actes/<int:pk>/", acts.act, name="act"),
    path("actes/<int:pk>/modifier/", acts.act_edit, name="act_edit"),
    path("actes/<int:pk>/sceller/", acts.act_seal, name="act_seal"),
    path("actes/<int:pk>/abandonner/", acts.act_drop, name="act_drop"),
    path("actes/<int:pk>/publier/", events.act_publish, name="act_publish"),
    path("actes/<int:pk>/evenements/<slug:kind>/", events.act_event, name="act_event"),
    path("actes/<int:pk>/annexes/<int:annex>/", acts.annex, name="annex"),
    path("actes/<int:pk>/annexes/<int:annex>/retirer/", acts.annex_remove, name="annex_remove"),
    path("<int:pk>/", sittings.sitting, name="sitting"),
    path("<int:pk>/modifier/", sittings.sitting_edit, name="sitting_edit"),
    path("<int:pk>/presence/", sittings.sitting_roll, name="sitting_roll"),
    path("<int:pk>/deliberations/ajouter/", acts.act_add, name="act_add"),
    path("assemblees/ajouter/", assemblies.assembly_add, name="assembly_add"),
    path("assemblees/<slug:slug>/modifier/", assemblies.assembly_edit, name="assembly_edit"),
    path("assemblees/<slug:slug>/ajouter/", sittings.sitting_add, name="sitting_add"),
    path("assemblees/<slug:slug>/membres/", members.members, name="members"),
    path("assemblees/<slug:slug>/membres/ajouter/", members.member_add, name="member_add"),
    path("assemblees/<slug:slug>/membres/<int:pk>/nom/", members.member_rename, name="member_rename"),
    path("assemblees/<slug:slug>/mandats/<int:pk>/fin/", members.mandate_end, name="mandate_end"),
]
