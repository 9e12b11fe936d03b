from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.desk.receipts import keeping
from dateline.errors import Invalid


def read_receipt(request: HttpRequest, slug: str, cursor: str) -> HttpResponse:
    """What was measured of a correction, retraction, takedown or withdrawal: where readers find it by now.

    `cursor` is that of the change, as the reply to it told. It is looked for during a minute; ask again until `done`.
    """
    reading.of_newsroom(slug, writer(request))
    epoch, _, seq = cursor.rpartition(".")
    if not epoch or not (seq.isascii() and seq.isdigit() and len(seq) < 10):
        raise Invalid("cursor", "is none; send the `cursor` of the reply to the change")
    return replies.of_json(keeping.told(slug, epoch, int(seq)))
