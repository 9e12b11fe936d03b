"""`/desk/`: the blogs of whoever is logged in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dateline.desk import blogs
from dateline.desk.newsroom import reading
from dateline.desk.people.actor import actor_for
from dateline.desk.views.blog_new import may_open
from dateline.desk.views.guarded import person_of

_PAGE = 50


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """`?find=` looks for words in titles and slugs, `?page=` turns to those that were changed longer ago."""
    person = person_of(request)
    wanted = request.GET.get("find", "").casefold().split()
    found = blogs.listed(person)
    rows = [row for row in found if all(word in f"{row.blog.title} {row.blog.slug}".casefold() for word in wanted)]
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": blogs.counted(page.object_list, person),
        "total": len(found),
        "find": request.GET.get("find", ""),
        "may_open": may_open(actor_for(person)),
        "zone": reading.zone(),
    }
    return render(request, "desk/home.html", shown)
