"""Where the editors' and the programs' addresses lead."""

from __future__ import annotations

from django.urls import include, path

from dateline.desk import files
from dateline.desk.api import api
from dateline.desk.views.home import home
from dateline.desk.views.live import live
from dateline.desk.views.reader_sheet import sheet
from dateline.desk.views.set_up import set_up

desk = [
    path("", home, name="home"),
    path("set-up/<str:secret>", set_up, name="set-up"),
    path("borrowed/<path:name>", files.borrowed, name="borrowed"),
    path("static/<str:version_>/<path:name>", files.serve, name="file"),
    path("reader.<slug:version>.css", sheet, name="reader-sheet"),
    path("<slug:slug>", live, name="live"),  # last: a blog has no address that a page of the desk has
]

urlpatterns = [
    path("api/v1/", api.urls),
    path("desk/account/", include("allauth.urls")),
    path("desk/", include((desk, "desk"))),
]
