"""Addresses of the calculators, included under « calculer/ »."""

from django.urls import path

from beffroi.portal.calculators import views

app_name = "calculators"
urlpatterns = [path("", views.index, name="index"), path("<slug:slug>/", views.rule, name="rule")]
