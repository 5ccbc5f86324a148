"""Addresses of amendments: the public's, then those of the parties."""

from django.urls import path

from beffroi.contracts import signed_copy_views
from beffroi.contracts.amendments import change_views, public, views

PUBLIC = "contrats/<slug:slug>/avenants/"
OURS = "mes-contrats/<slug:slug>/avenants/"
urlpatterns = [
    path(PUBLIC, public.amendments, name="amendments"),
    path(f"{PUBLIC}<int:number>/", public.amendment, name="amendment"),
    path(f"{PUBLIC}<int:number>/avenant.pdf", public.document, name="amendment_document"),
    path("contrats/<slug:slug>/consolide/", public.consolidated, name="consolidated"),
    path(f"{OURS}nouveau/", views.add, name="amendment_add"),
    path(f"{OURS}<int:number>/", views.workspace, name="amendment_workspace"),
    path(f"{OURS}<int:number>/modifier/", change_views.change, name="amendment_change"),
    path(f"{OURS}<int:number>/retirer/<int:rank>/", change_views.undo, name="amendment_undo"),
    path(f"{OURS}<int:number>/vote/<slug:side>/", views.approve, name="amendment_approve"),
    path(f"{OURS}<int:number>/etape/", views.move, name="amendment_move"),
    path(f"{OURS}<int:number>/signature/", views.sign, name="amendment_sign"),
    path(f"{OURS}<int:number>/exemplaire-signe/", signed_copy_views.add, name="amendment_copy_add"),
]
