"""A request's body as JSON, within limits. Its length is measured before (intake.py, and Django by Content-Length)."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from dateline.errors import Invalid, NotJson, WrongType

DEPTH = 100


class JsonParser(Parser):
    """Ninja's parser, with limits. Raises NotJson, WrongType or Invalid."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise WrongType("Send JSON, with `Content-Type: application/json`.")
        try:
            value = json.loads(request.body.decode("utf-8"), parse_constant=_no_number)
        except RecursionError:
            raise _too_deep() from None
        except ValueError as error:
            raise NotJson(f"The request is no JSON in UTF-8: {error}.") from None
        _measure(value)
        return value


def _measure(value: Any) -> None:
    """Refuse what is nested deeper than any code behind this could follow by recursion."""
    level = [value]
    for _ in range(DEPTH):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    raise _too_deep()


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep() -> Invalid:
    return Invalid("request", f"is nested deeper than {DEPTH} levels")


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON's")
