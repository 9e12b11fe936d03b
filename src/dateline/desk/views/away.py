"""`/desk/newsroom/away`: what stands in the place of a page of the desk that cannot be had without a network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from dateline.desk.newsroom import reading


@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """For everybody, logged in or not: it is fetched before it is needed, and says nothing that is somebody's. Printed
    without the request, whose messages are for the page that the person sees next and not for this one."""
    return HttpResponse(render_to_string("desk/away.html", {"newsroom": reading.name()}))
