"""`dateline user reactivate`"""

from __future__ import annotations

from dateline.cli.common import AsJson, Data, actor, house, say, show
from dateline.cli.user.answer import Who, person_json


def reactivate_user(who: Who, as_json: AsJson = False, data: Data = None) -> None:
    """Let somebody in again who was deactivated: prints the link with which she sets a new password."""
    house(data)
    from dateline.desk.people import changing, invitation

    person = changing.reactivate(actor(), who)
    url = invitation.link(actor(), person.pk)
    show({**person_json(person), "url": url}, [url], as_json)
    say(f"{person.name} sets a new password with it. It works once and for three days.")
