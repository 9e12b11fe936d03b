"""Every kind of deed that the audit holds, and what it is called on its page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "blog.opened": _("Blog opened"),
    "blog.described": _("Blog’s description changed"),
    "blog.closed": _("Blog closed"),
    "blog.reopened": _("Blog reopened"),
    "blog.imported": _("Log brought in from elsewhere"),
    "blog.exported": _("Blog exported"),
    "posts.imported": _("Posts imported"),
    "post.published": _("Post published"),
    "post.edited": _("Post edited"),
    "post.corrected": _("Post corrected"),
    "post.retracted": _("Post retracted"),
    "post.withdrawn": _("Post withdrawn"),
    "post.takendown": _("Post taken down"),
    "post.flagged": _("Post’s flags changed"),
    "summary.revised": _("Summary revised"),
    "copydesk.set": _("Copy desk set"),
    "login.done": _("Logged in"),
    "login.failed": _("Login failed"),
    "login.refused": _("Login refused: too many attempts"),
    "login.ended": _("Logged out"),
    "session.ended": _("Session ended from elsewhere"),
    "password.changed": _("Password changed"),
    "password.asked": _("Link for a new password asked for"),
    "password.linked": _("Link for a new password made"),
    "factor.added": _("Second step of login added"),
    "factor.removed": _("Second step of login removed"),
    "factor.codes": _("Recovery codes made"),
    "identity.connected": _("Outside account connected"),
    "identity.disconnected": _("Outside account disconnected"),
    "newsroom.set_up": _("Newsroom set up"),
    "newsroom.changed": _("Newsroom’s settings changed"),
    "person.added": _("Person added"),
    "person.changed": _("Person’s rights changed"),
    "person.told": _("Own profile changed"),
    "person.deactivated": _("Person deactivated"),
    "person.reactivated": _("Person reactivated"),
    "token.made": _("Token made"),
    "token.revoked": _("Token revoked"),
    "audit.exported": _("Audit exported"),
}

# What a deed's facts are called there.
FACTS: dict[str, Promise] = {
    "seq": _("change"),
    "role": _("role"),
    "was": _("before"),
    "everywhere": _("on every blog"),
    "blogs": _("on"),
    "by": _("by"),
    "factor": _("with"),
    "fields": _("fields"),
    "format": _("as"),
    "filter": _("of"),
}
