from __future__ import annotations

import pytest

from tests.cli.command import Dateline


@pytest.fixture(scope="module")
def dateline(tmp_path_factory: pytest.TempPathFactory) -> Dateline:
    """The command on a data directory that the tests of a module share, which is not there yet."""
    return Dateline(tmp_path_factory.mktemp("cli") / "data")
