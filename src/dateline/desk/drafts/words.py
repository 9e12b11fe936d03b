"""What the scripts of static/drafts say, in the language of whoever is logged in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    "writing": _("Being saved."),
    "here": _("Saved here."),
    "nowhere": _("Not saved yet."),
    "at_desk": _("Saved at the desk."),
    "submitted": _("Handed in to the editors."),
    "published": _("Published {time}: {title}"),
    "keeps_nothing": _("This browser keeps nothing: the text is safe once it is saved at the desk."),
    "not_at_desk": _("Not at the desk: {why}"),
    "away": _("Waiting for the network."),
    "log_in": _("Waiting for you to log in."),
    "sending": _("Being published."),
    "behind": _("Waits for the one before it."),
    "refused": _("Not published."),
    "parted": _("Another window has changed this draft too. Your text goes on as a draft of its own: {title}"),
    "copied": _("from another window"),
    "elsewhere": _("open in another window"),
    "by": _("by {name}"),
    "taken": _("{name} has taken it"),
    "untitled": _("Untitled"),
    "unfinished": _("Unfinished drafts ({n})"),
    "open": _("Open"),
    "drop": _("Throw away"),
    "dropped": _("Thrown away: {title}"),
    "withdraw": _("Take back"),
    "send_back": _("Send back"),
    "take_back": _("Take back and change"),
    "send_again": _("Send again"),
    "compare": _("Compare both texts"),
    "as_edit": _("Make it a change of that post"),
}


def words() -> dict[str, str]:
    """By the short name that a script asks for; `{…}` is filled in there."""
    return {name: str(said) for name, said in _WORDS.items()}
