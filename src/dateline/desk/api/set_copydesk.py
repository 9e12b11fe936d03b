from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dateline.desk import copydesk_newsroom
from dateline.desk.api.auth import writer
from dateline.desk.api.copydesk_shapes import CopyDeskSettings
from dateline.desk.api.show_copydesk import show_copydesk


def set_copydesk(request: HttpRequest, sent: CopyDeskSettings) -> HttpResponse:
    """Set the newsroom's copy desk, all of it anew: what is not sent is not set."""
    copydesk_newsroom.put(writer(request), settings.DATELINE.data, sent.given())
    return show_copydesk(request)
