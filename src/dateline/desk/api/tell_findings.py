from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dateline.desk import quieter
from dateline.desk.api import reading, replies
from dateline.desk.api.auth import writer
from dateline.desk.api.copydesk_shapes import ShownFindings


def tell_findings(request: HttpRequest, slug: str, sent: ShownFindings) -> HttpResponse:
    """Tell which findings somebody was shown, and which of them were called not useful. Telling it again is safe."""
    reading.seen(slug, writer(request))
    told = [quieter.Told(one.finding, one.rule, one.useful) for one in sent.findings]
    return replies.of_json({"lowered": [quieter.described(rule) for rule in quieter.tell(slug, told)]})
