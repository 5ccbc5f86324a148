"""Addresses of operations: money."""

from django.urls import URLPattern, path

from beffroi.operations.views import appraisal, plan, routing, scenarios, statement

urlpatterns: list[URLPattern] = [
    path("operations/<int:pk>/plan/", plan.plan, name="plan"),
    path("operations/<int:pk>/plan/arreter/", plan.settle, name="settle"),
    path("operations/<int:pk>/plan/financeur/<int:line>/", plan.cut, name="cut"),
    path("operations/<int:pk>/plan/moyens/", plan.means, name="means"),
    path("operations/<int:pk>/scenarios/", scenarios.scenarios, name="scenarios"),
    path("operations/<int:pk>/scenarios/<int:scenario>/", scenarios.scenario, name="scenario"),
    path("operations/<int:pk>/coherence/", appraisal.coherence, name="coherence"),
    path("operations/<int:pk>/droit-commun/", appraisal.schemes, name="schemes"),
    path("operations/<int:pk>/orientation/", routing.route, name="routing"),
    path("operations/<int:pk>/dispositif/", routing.scheme_road, name="scheme_road"),
    path("operations/<int:pk>/dispositif/refus/", routing.scheme_refusal, name="scheme_refusal"),
    path("operations/<int:pk>/etat-des-subventions/", statement.statement, name="statement"),
    path("operations/<int:pk>/etat-des-subventions.pdf", statement.statement_pdf, name="statement_pdf"),
]
