"""Addresses of the intakes, included among those of the sittings."""

from django.urls import path

from beffroi.assemblies.views import intakes as views

urlpatterns = [
    path("", views.intakes, name="intakes"),
    path("nouvelle/", views.start, name="intake_start"),
    path("<int:pk>/", views.intake, name="intake"),
    path("<int:pk>/seance/", views.intake_sitting, name="intake_sitting"),
    path("<int:pk>/presence/", views.intake_presence, name="intake_presence"),
    path("<int:pk>/membres/", views.intake_members, name="intake_members"),
    path("<int:pk>/acte-<int:number>/", views.intake_act, name="intake_act"),
    path("<int:pk>/confirmer/", views.confirm, name="intake_confirm"),
    path("<int:pk>/abandonner/", views.drop, name="intake_drop"),
    path("<int:pk>/dates/", views.record_dates, name="intake_dates"),
]
