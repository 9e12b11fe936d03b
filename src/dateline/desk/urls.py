"""Where the editors' and the programs' addresses lead."""

from __future__ import annotations

from django.urls import path

from dateline.desk.api import api

urlpatterns = [path("api/v1/", api.urls)]
