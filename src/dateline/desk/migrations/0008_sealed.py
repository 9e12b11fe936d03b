"""Second steps: the secrets that were stored as they are become sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from dateline.desk.people.sealing import opened, sealed


def _seal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    authenticators = apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn")
    for authenticator in authenticators.select_for_update():
        data = authenticator.data
        for name in ("secret", "seed"):
            if name in data:
                data[name] = sealed(opened(data[name]))
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("desk", "0007_hands"), ("mfa", "0003_authenticator_type_uniq")]

    # No way back: it would lay them open again.
    operations: ClassVar = [migrations.RunPython(_seal)]
