"""The desk's deeds as JSON, for programs: /api/v1/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.constants import NOT_SET
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from dateline import __version__
from dateline.desk.api import problems, routes, shapes
from dateline.desk.api.auth import Anybody, Bearer
from dateline.desk.api.parsing import JsonParser


class Api(NinjaAPI):
    """Ninja's, with our names for the operations and our problems in the OpenAPI document."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        return problems.of_exception(request, exc)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(**where)
        components = document["components"]
        components["schemas"]["Problem"] = shapes.Problem.model_json_schema()
        content = {problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        components["responses"] = {"Problem": {"description": "A problem document (RFC 9457)", "content": content}}
        return document


def _build() -> Api:
    # No page of documentation: Ninja's fetches its scripts from strangers. The document itself is for any reader of it.
    api = Api(title="Dateline", version=__version__, docs_url=None, parser=JsonParser(), urls_namespace="api")
    router = Router()
    for route in routes.ROUTES:
        router.add_api_operation(
            route.path,
            [route.method],
            route.view,
            auth=[Bearer()] if route.does != "read" else [Anybody(), Bearer()],
            response={route.status: route.reply} if route.reply else NOT_SET,
            openapi_extra=routes.documented(route),
        )
    api.add_router("", router)
    return api


api = _build()
