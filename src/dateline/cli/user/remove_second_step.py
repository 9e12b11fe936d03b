"""`dateline user remove-second-step`"""

from __future__ import annotations

from dateline.cli.common import AsJson, Data, actor, house, show
from dateline.cli.user.answer import Who, person_json


def remove_second_step(who: Who, as_json: AsJson = False, data: Data = None) -> None:
    """Take away an authenticator app, passkeys and recovery codes that are lost: the password alone lets her in."""
    house(data)
    from dateline.desk.people import changing

    person = changing.remove_second_step(actor(), who)
    told = f"{person.name} logs in with her password alone, and can set up another second step at the desk."
    show(person_json(person), [told], as_json)
