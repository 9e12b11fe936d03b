from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dateline.copydesk.rules import RULES
from dateline.desk import copydesk, quieter
from dateline.desk.api import replies


def show_copydesk(request: HttpRequest) -> HttpResponse:
    """The newsroom's settings of the copy desk, its rules, and those of them that are told more quietly."""
    rules = [{"rule": rule.id, "title": rule.title, "tier": rule.tier, "page": rule.page} for rule in RULES]
    lowered = [quieter.described(rule) for rule in quieter.lowered()]
    newsroom = copydesk.settings(settings.DATELINE.data).to_json()
    return replies.of_json({**newsroom, "rules": rules, "lowered": lowered})
