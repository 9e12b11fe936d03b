"""Everything that can go wrong, as a problem document (RFC 9457) that names the field where there is one."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from dateline.desk.language import refusals
from dateline.errors import Invalid, Refusal, TooLarge

CONTENT_TYPE = "application/problem+json"
BUSY_SECONDS = "1"

_log = logging.getLogger(__name__)

# Pydantic's words for what people do wrong most often are about classes; these are about the request.
_WORDS = {
    "missing": "is required",
    "extra_forbidden": "is no member of this request",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "string_unicode": "holds a lone surrogate, which is no character; remove it",
}


def reply(problem: dict[str, Any]) -> HttpResponse:
    """The problem as a reply. Its JSON is ASCII: what it quotes of a request may hold what UTF-8 cannot say."""
    response = HttpResponse(json.dumps(problem), status=problem["status"], content_type=CONTENT_TYPE)
    if problem["status"] == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="Dateline"'
    if problem["status"] == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = BUSY_SECONDS
    return response


def of_status(status: int, detail: str = "") -> dict[str, Any]:
    """The problem for a status that says all there is to say."""
    found = HTTPStatus(status)
    return {"type": "about:blank", "title": found.phrase, "status": status, "detail": detail or found.description}


def of_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """The reply to whatever a route has raised."""
    match error:
        case Refusal():
            return reply(refusals.problem(error))
        case ValidationError():
            return _validation(error)
        case HttpError():
            # Ninja hides what its parser raised behind an error of its own; ours says which.
            cause = error.__cause__
            return reply(cause.problem() if isinstance(cause, Refusal) else of_status(error.status_code))
        case RequestDataTooBig():
            return reply(TooLarge(f"A request may hold {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024} KiB.").problem())
    return _unforeseen(request, error)


def _validation(error: ValidationError) -> HttpResponse:
    first = error.errors[0]
    return reply(Invalid(_field(first["loc"]), _WORDS.get(first["type"]) or first["msg"]).problem())


def _field(place: tuple[str | int, ...]) -> str:
    """`sources[2].url` for ("body", "sent", "sources", 2, "url"): what Ninja adds in front is its own."""
    own = place[2:] if place[0] == "body" else place[1:]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in own)
    return path.lstrip(".") or "request"


def _unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    """What nobody thought of: said in full in the log, and in the reply only that it happened."""
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return reply(of_status(500, "Something went wrong on this side, and was logged."))
