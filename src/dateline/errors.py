"""Every error that a user can meet.

DatelineError
├── SettingError           a setting that cannot be used: the program refuses to start
│   └── ThemeError         a style sheet or template in the data directory that cannot be used
├── NewerData              a database that a newer version has changed
├── TranscriptError        an import file that cannot be read; names the line
├── LogError               the record and what it should say do not agree
├── Unreachable            a site that does not answer, or not as it should
└── Refusal                a command that will not be carried out; an HTTP status goes with each
    ├── NotJson            400  a request that cannot be read at all
    ├── RevisionUnreadable 400  an If-Match that names no revision
    ├── WrongType          415  a request in another format than JSON
    ├── Invalid            422  a field that breaks a rule; names the field
    ├── TooSlow            408  the request did not arrive in time
    ├── TooLarge           413
    ├── Unauthenticated    401
    ├── Forbidden          403
    ├── Unknown            404  no such blog or post, or none that this reader may know of
    │   └── DraftGone      404  a draft's name that is used up, or a draft that is not for this actor
    ├── Conflict           409  the world is not as the command supposes
    │   ├── TooLate        409  a post is withdrawn when readers may have seen it
    │   ├── StaleRevision  409  somebody else changed the post meanwhile; carries the current one
    │   ├── KeyReused      409  the same command id with other content
    │   └── StepUnreadable 409  a second step that another secret key has sealed
    ├── RevisionUnmatched  412  an expected revision that this post never had
    ├── DraftChanged       412  another window kept another version of the draft; carries the current one
    ├── RevisionMissing    428  a change of a post that does not say which revision it changes
    ├── TooMany            429  too many attempts; says when to come back
    ├── MailFailed         502  a mail that its server did not take
    ├── Busy               503  the record is locked or out of reach; nothing was stored
    └── DiskFull           507  nothing was stored; reading goes on
"""

from __future__ import annotations

from typing import Any


class DatelineError(Exception):
    """Anything a user can meet: `detail` is one sentence that says what is wrong and what to do."""

    title = "Dateline error"
    status = 500

    def __init__(self, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members

    @property
    def code(self) -> str:
        """The error's stable name, `stale-revision` for StaleRevision."""
        return "".join("-" + c.lower() if c.isupper() else c for c in type(self).__name__)[1:]

    def problem(self) -> dict[str, Any]:
        """The problem document (RFC 9457): type, title, status, detail and this error's own members."""
        return {
            "type": f"urn:dateline:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }


class SettingError(DatelineError):
    title = "A setting cannot be used"


class ThemeError(SettingError):
    title = "The theme cannot be used"


class NewerData(DatelineError):
    title = "The data is of a newer version"


class TranscriptError(DatelineError):
    """A file that cannot be imported; `line` counts from 1, 0 when the whole file is meant."""

    title = "This file cannot be imported"
    status = 422

    def __init__(self, detail: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {detail}" if line else detail, line=line)
        self.line = line


class LogError(DatelineError):
    """The record does not hold together; `seq` is the first change at fault, 0 when it is the blog's head."""

    title = "The record does not verify"

    def __init__(self, detail: str, seq: int = 0) -> None:
        super().__init__(f"change {seq}: {detail}" if seq else detail, seq=seq)
        self.seq = seq


class Unreachable(DatelineError):
    title = "The site cannot be read"
    status = 502


class Refusal(DatelineError):
    title = "Refused"
    status = 400


class NotJson(Refusal):
    title = "The request is no JSON"
    status = 400


class WrongType(Refusal):
    title = "The request is in a format that is not read here"
    status = 415


class Invalid(Refusal):
    """A field that breaks a rule; `field` is its path in the request, as `body.content[2].attrs.href`."""

    title = "A field cannot be accepted"
    status = 422

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(f"{field}: {detail}", field=field)
        self.field = field


class TooSlow(Refusal):
    title = "The request did not arrive in time"
    status = 408


class TooLarge(Refusal):
    title = "Too large"
    status = 413


class Unauthenticated(Refusal):
    title = "Who is asking?"
    status = 401


class Forbidden(Refusal):
    title = "Not allowed"
    status = 403


class Unknown(Refusal):
    title = "Not found"
    status = 404


class DraftGone(Unknown):
    """What its writer has of it she keeps under another name."""

    title = "The draft is not here any more"


class Conflict(Refusal):
    title = "This does not fit what is there"
    status = 409


class TooLate(Conflict):
    title = "The time for this is over"


class StaleRevision(Conflict):
    """Somebody changed the post meanwhile; `current` is the whole newest post, `yours` what was sent."""

    title = "The post has changed meanwhile"


class KeyReused(Conflict):
    title = "This Idempotency-Key was used for something else"


class StepUnreadable(Conflict):
    title = "Your second step cannot be checked"


class RevisionUnreadable(Refusal):
    """What If-Match says, `field`, is no revision at all."""

    title = "If-Match names no revision"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, field="If-Match")


class RevisionUnmatched(Refusal):
    title = "The post never had this revision"
    status = 412


class DraftChanged(Refusal):
    """`current` is the whole newest draft, `yours` the content that was sent."""

    title = "The draft has changed meanwhile"
    status = 412


class TakenDown(Refusal):
    """A text of a post that was taken down: whoever holds it erases it."""

    title = "The post was taken down"
    status = 410


class RevisionMissing(Refusal):
    title = "Say which revision you are changing"
    status = 428


class TooMany(Refusal):
    """`seconds` until the next attempt is heard."""

    title = "Too many attempts"
    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts have failed. Wait {-(-seconds // 60)} minutes, then try again.")
        self.seconds = seconds


class MailFailed(Refusal):
    title = "The mail was not sent"
    status = 502


class Busy(Refusal):
    title = "The record is busy"
    status = 503


class DiskFull(Refusal):
    title = "The disk is full"
    status = 507
