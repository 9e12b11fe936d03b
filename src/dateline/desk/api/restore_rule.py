from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import quieter
from dateline.desk.api.auth import writer
from dateline.desk.api.copydesk_shapes import RuleChange
from dateline.desk.api.show_copydesk import show_copydesk


def restore_rule(request: HttpRequest, rule: str, sent: RuleChange) -> HttpResponse:
    """Put a rule that has dropped tiers back to its own, and count anew."""
    quieter.restore(writer(request), rule)
    return show_copydesk(request)
