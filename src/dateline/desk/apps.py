"""The desk as a Django app: who may write (tokens), and the faces that they write through."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "dateline.desk"
    label = "desk"
