"""`dateline doctor`"""

from __future__ import annotations

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, configured, show
from dateline.cli.doctor_checks import Finding, findings
from dateline.cli.waiting import waiting
from dateline.errors import DatelineError


def doctor(as_json: AsJson = False, data: Data = None) -> None:
    """Examine the data directory, the database, the machine and every blog; change nothing."""
    config = configured(data)
    with waiting("Examining"):
        found = findings(config)
    report: Json = {
        "ok": all(f.ok for f in found),
        "checks": [{"name": f.name, "ok": f.ok, "detail": f.detail, "todo": f.todo} for f in found],
    }
    show(report, [line for f in found for line in _lines(f)], as_json)
    if not report["ok"]:
        raise DatelineError("Not all is well; see the lines that begin with 'not ok'.", checks=report["checks"])


def _lines(finding: Finding) -> list[str]:
    line = f"{'ok' if finding.ok else 'not ok'}  {finding.name}: {finding.detail}"
    return [line] if finding.ok else [line, f"        {finding.todo}"]
