"""The address of the page of components."""

from django.urls import path

from beffroi.core.ui import views

app_name = "ui"
urlpatterns = [path("composants/", views.components, name="components")]
