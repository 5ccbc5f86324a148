"""Addresses of operations: the fiche, the reports and the vote."""

from django.urls import URLPattern, path

from beffroi.operations.views import report, sheet

urlpatterns: list[URLPattern] = [
    path("operations/<int:pk>/fiche/", sheet.sheet, name="sheet"),
    path("operations/<int:pk>/fiche/retablir/", sheet.sheet_restore, name="sheet_restore"),
    path("operations/<int:pk>/fiche/<int:number>.pdf", sheet.sheet_pdf, name="sheet_pdf"),
    path("operations/<int:pk>/rapport/", report.to_report, name="to_report"),
    path("rapports/", report.reports, name="reports"),
    path("rapports/nouveau/", report.report_new, name="report_new"),
    path("rapports/<int:pk>/", report.report, name="report"),
    path("rapports/<int:pk>/modifier/", report.report_edit, name="report_edit"),
    path("rapports/<int:pk>/ajouter/", report.report_add, name="report_add"),
    path("rapports/<int:pk>/envoyer/", report.report_send, name="report_send"),
    path("rapports/<int:pk>/vote/", report.report_vote, name="report_vote"),
    path("rapports/<int:pk>/<int:item>/enlever/", report.report_remove, name="report_remove"),
    path("rapports/<int:pk>/<int:item>/retirer/", report.report_take_off, name="report_take_off"),
    path("rapports/<int:pk>/<int:item>/interet/", report.report_interest, name="report_interest"),
]
