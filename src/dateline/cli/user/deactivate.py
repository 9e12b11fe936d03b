"""`dateline user deactivate`"""

from __future__ import annotations

from dateline.cli.common import AsJson, Data, actor, house, show
from dateline.cli.user.answer import Who, person_json


def deactivate_user(who: Who, as_json: AsJson = False, data: Data = None) -> None:
    """End an account: it is logged out everywhere, and the tokens that it made end."""
    house(data)
    from dateline.desk.people import changing

    person = changing.deactivate(actor(), who)
    show(person_json(person), [f"{person.name} ({person.email}) is deactivated and logged out everywhere."], as_json)
