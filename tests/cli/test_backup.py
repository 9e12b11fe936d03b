from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from tests.cli.command import Dateline
from tests.support.serving import serve

# All that a newsroom may put into its data directory, and the key that is made there.
KEPT = {"secret-key", "dateline.toml", "theme.css", "templates/parts/keys.html", "media/dock.jpg", "newsroom/logo.png"}


@pytest.fixture(scope="module")
def archive(dateline: Dateline) -> Path:
    dateline.json("blog", "open", "fire", "--title", "Fire")
    dateline.json("post", "publish", "fire", "--headline", "Smoke")
    (dateline.data / "media").mkdir()
    (dateline.data / "media" / "dock.jpg").write_bytes(b"a picture" * 1000)
    (dateline.data / "newsroom").mkdir()
    (dateline.data / "newsroom" / "logo.png").write_bytes(b"a logo")
    (dateline.data / "dateline.toml").write_text('name = "The Dock"\n')
    (dateline.data / "theme.css").write_text(":root { --red: #00508c }\n")
    (dateline.data / "templates" / "parts").mkdir(parents=True)
    (dateline.data / "templates" / "parts" / "keys.html").write_text("")
    path = dateline.data.parent / "backup.tar.gz"
    done = dateline.json("backup", str(path))
    assert set(done["files"]) == {"dateline.sqlite3", *KEPT}
    return path


def test_a_backup_comes_back_elsewhere_in_a_new_epoch(dateline: Dateline, archive: Path, tmp_path: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    elsewhere = Dateline(tmp_path / "data")
    done = elsewhere.json("restore", str(archive))
    was, now = dateline.json("blog", "show", "fire"), elsewhere.json("blog", "show", "fire")
    assert now["digest"] == was["digest"] == done["blogs"][0]["digest"]
    (old, seq), (new, seq_now) = was["cursor"].split("."), now["cursor"].split(".")
    assert seq == seq_now and old != new
    for name in KEPT:
        assert (elsewhere.data / name).read_bytes() == (dateline.data / name).read_bytes()
    assert {p.stat().st_mode & 0o077 for p in elsewhere.data.iterdir()} <= {0, 0o011, 0o055, 0o044}
    assert elsewhere.data.stat().st_mode & 0o777 == 0o700


def test_nothing_is_written_over(dateline: Dateline, archive: Path, tmp_path: Path) -> None:
    before = archive.read_bytes()
    assert dateline("backup", str(archive)).code == 1
    assert archive.read_bytes() == before
    refused = dateline("restore", str(archive))
    assert refused.code == 1 and "--force" in refused.err

    folder = tmp_path / "folder"
    assert dateline("backup", str(folder)).code == 0
    dateline.json("post", "publish", "fire", "--headline", "After the backup")
    forced = dateline.json("restore", str(folder), "--force")
    assert dateline.json("blog", "show", "fire")["posts"] == 1
    aside = Dateline(Path(forced["aside"]))
    assert aside.json("blog", "show", "fire")["posts"] == 2


def test_a_backup_of_the_shape_before_is_still_read(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {
        name: entry
        for name, entry in manifest["files"].items()
        if not name.startswith(("theme", "templates", "newsroom"))
    }
    (folder / "manifest.json").write_text(json.dumps({**manifest, "dateline_backup": 1, "files": files}))
    assert Dateline(tmp_path / "data")("restore", str(folder)).code == 0
    (folder / "manifest.json").write_text(json.dumps({**manifest, "dateline_backup": 3}))
    newer = Dateline(tmp_path / "other")("restore", str(folder))
    assert newer.code == 1 and "newer" in newer.err


def test_a_new_epoch_makes_every_page_begin_anew_and_changes_nothing_else(dateline: Dateline, archive: Path) -> None:
    """For a database that was put back by other means, with a server on it or none."""
    was = dateline.json("blog", "show", "fire")
    done = dateline.json("new-epoch")
    now = dateline.json("blog", "show", "fire")
    assert done["blogs"] == [{"slug": "fire", "cursor": now["cursor"], "digest": was["digest"]}]
    assert was["cursor"] != now["cursor"] and was["cursor"].partition(".")[2] == now["cursor"].partition(".")[2]


def test_a_server_on_the_data_is_told(dateline: Dateline, archive: Path, tmp_path: Path) -> None:
    elsewhere = Dateline(tmp_path / "data")
    with serve(elsewhere.data):
        refused = elsewhere("restore", str(archive), "--force")
    assert refused.code == 1 and "running" in refused.err
    assert elsewhere("restore", str(archive), "--force").code == 0


def damaged(archive: Path, target: Path) -> None:
    """A backup whose picture has one byte that is another."""
    with tarfile.open(archive) as good, tarfile.open(target, "w:gz") as bad:
        for member in good:
            file = good.extractfile(member)
            assert file is not None
            raw = file.read()
            scratch = target.with_suffix(".part")
            scratch.write_bytes(b"A" + raw[1:] if member.name == "media/dock.jpg" else raw)
            bad.add(scratch, member.name)


def outside(archive: Path, target: Path) -> None:
    """A backup, sound in itself, that would write outside its directory."""
    name = "media/../../../escaped"
    scratch = target.with_suffix(".part")
    scratch.write_bytes(b"x")
    entry = {"bytes": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    with tarfile.open(target, "w:gz") as bad:
        manifest = {"dateline_backup": 1, "files": {name: entry, "dateline.sqlite3": entry}}
        raw = json.dumps(manifest).encode()
        member = tarfile.TarInfo("manifest.json")
        member.size = len(raw)
        bad.addfile(member, io.BytesIO(raw))
        bad.add(scratch, name)
        bad.add(scratch, "dateline.sqlite3")


def cut(archive: Path, target: Path) -> None:
    target.write_bytes(archive.read_bytes()[:2000])


def other(archive: Path, target: Path) -> None:
    target.write_bytes(b"no archive")


@pytest.mark.parametrize("make", [damaged, outside, cut, other])
def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(archive: Path, tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(archive, tmp_path / "bad.tar.gz")
    elsewhere = Dateline(tmp_path / "data")
    done = elsewhere("restore", str(tmp_path / "bad.tar.gz"))
    assert done.code == 1 and done.err.count("\n") == 1
    assert list(elsewhere.data.iterdir()) == [] and not (tmp_path / "escaped").exists()
