"""Addresses of the intakes, included among those of the sittings."""

from django.urls import path

from beffroi.assemblies.views import intakes as views

urlpatterns = [
    path("reprises/", views.intakes, name="intakes"),
    path("reprises/nouvelle/", views.start, name="intake_start"),
    path("reprises/<int:pk>/", views.intake, name="intake"),
    path("reprises/<int:pk>/seance/", views.intake_sitting, name="intake_sitting"),
    path("reprises/<int:pk>/presence/", views.intake_presence, name="intake_presence"),
    path("reprises/<int:pk>/membres/", views.intake_members, name="intake_members"),
    path("reprises/<int:pk>/acte-<int:number>/", views.intake_act, name="intake_act"),
    path("reprises/<int:pk>/confirmer/", views.confirm, name="intake_confirm"),
    path("reprises/<int:pk>/abandonner/", views.drop, name="intake_drop"),
    path("reprises/<int:pk>/dates/", views.record_dates, name="intake_dates"),
]
