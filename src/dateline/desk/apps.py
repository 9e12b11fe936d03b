"""The desk as a Django app: who may write (tokens), and the faces that they write through."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "dateline.desk"
    label = "desk"

    def ready(self) -> None:
        from dateline.desk.audit import logins  # here: models can be imported only now
        from dateline.desk.drafts.erase import erase
        from dateline.log.append import erasing

        logins.listen()
        erasing.append(erase)
