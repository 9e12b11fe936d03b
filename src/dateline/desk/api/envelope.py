"""What every reply of the API has in common, also those that Django gives before any route is found."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dateline.desk.api import problems

PREFIX = "/api/"
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Envelope:
    """Django middleware: HEAD is answered like GET, every error is a problem document, no cache stores a reply."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "HEAD":
            request.method = "GET"  # the server sends no body for a HEAD, whatever it is given
        response = self.get_response(request)
        if response.status_code >= 400 and response["Content-Type"] != problems.CONTENT_TYPE:
            response = _problem(response)
        for name, value in _HEADERS.items():
            response[name] = value
        return response


def _problem(plain: HttpResponse) -> HttpResponse:
    response = problems.reply(problems.of_status(plain.status_code))
    if "Allow" in plain:
        response["Allow"] = plain["Allow"]
    return response
