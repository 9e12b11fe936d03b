from __future__ import annotations

from tests.support.stores import migrated, sqlite_store

__all__ = ["migrated", "sqlite_store"]
