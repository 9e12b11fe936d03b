"""What managers say of the newsroom."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction

from dateline.blog import check
from dateline.blog.changes import Actor
from dateline.blog.text import clean_line
from dateline.desk.audit.note import note
from dateline.desk.newsroom import colours, logo
from dateline.desk.people import rights
from dateline.desk.people.models import Newsroom
from dateline.log.failures import refusing


@refusing()
def change(
    asker: Actor, given: Mapping[str, str], picture: bytes | None = None, without_logo: bool = False
) -> Newsroom:
    """Name, zone, language and colours; a new logo where `picture` is given. Raises Forbidden, Invalid.

    A running server takes them over within a second or two.
    """
    told = {
        "name": clean_line(given.get("name", ""), "name", 100, required=True),
        "zone": check.zone(given.get("zone", "")),
        "language": check.language(given.get("language", "")),
        "colours": colours.check(given),
    }
    with transaction.atomic():
        rights.insist("newsroom", asker)
        was, _ = Newsroom.objects.select_for_update().get_or_create(pk=1)
        kept = logo.keep(settings.DATELINE.data, picture) if picture else "" if without_logo else was.logo
        changed = [name for name, value in {**told, "logo": kept}.items() if getattr(was, name) != value]
        for name, value in {**told, "logo": kept}.items():
            setattr(was, name, value)
        was.save()
        if changed:
            note("newsroom.changed", fields=changed)
    return was
