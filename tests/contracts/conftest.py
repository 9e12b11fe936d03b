from __future__ import annotations

from tests.support.stores import migrated, postgresql_store, postgresql_url, sqlite_store, store

__all__ = ["migrated", "postgresql_store", "postgresql_url", "sqlite_store", "store"]
