"""Where the editors' and the programs' addresses lead."""

from __future__ import annotations

from django.urls import include, path, re_path

from dateline.desk import files
from dateline.desk.api import api
from dateline.desk.views import audit, copydesk_settings, me, person, tokens
from dateline.desk.views.away import away
from dateline.desk.views.blog_about import blog_about
from dateline.desk.views.blog_new import blog_new
from dateline.desk.views.blog_state import blog_state
from dateline.desk.views.facts import facts
from dateline.desk.views.home import home
from dateline.desk.views.live import live
from dateline.desk.views.people import people
from dateline.desk.views.reader_sheet import sheet
from dateline.desk.views.refused import absent
from dateline.desk.views.set_up import set_up
from dateline.desk.views.site import site
from dateline.desk.views.summary import summary
from dateline.desk.views.worker import worker

desk = [
    path("", home, name="home"),
    path("sw.js", worker, name="worker"),
    path("set-up/<str:secret>", set_up, name="set-up"),
    # Two steps deep, so that no blog's slug is in their way.
    path("newsroom/new-blog", blog_new, name="blog-new"),
    path("newsroom/people", people, name="people"),
    path("newsroom/people/<str:id>", person.person, name="person"),
    path("newsroom/people/<str:id>/link", person.link, name="person-link"),
    path("newsroom/people/<str:id>/deactivation", person.deactivate, name="person-deactivate"),
    path("newsroom/people/<str:id>/reactivation", person.reactivate, name="person-reactivate"),
    path("newsroom/tokens", tokens.tokens, name="tokens"),
    path("newsroom/tokens/<str:id>/revocation", tokens.revoke, name="token-revoke"),
    path("newsroom/settings", site, name="settings"),
    path("newsroom/copydesk", copydesk_settings.newsroom_copydesk, name="copydesk"),
    path("newsroom/copydesk/<slug:rule>", copydesk_settings.restore, name="copydesk-restore"),
    path("newsroom/audit", audit.audit, name="audit"),
    path("newsroom/audit/<str:form>", audit.export, name="audit-export"),
    path("newsroom/away", away, name="away"),
    path("newsroom/me", me.me, name="me"),
    path("newsroom/sessions/<int:number>/end", me.end_session, name="session-end"),
    path("borrowed/<path:name>", files.borrowed, name="borrowed"),
    path("static/<str:version_>/<path:name>", files.serve, name="file"),
    path("reader.<slug:version>.css", sheet, name="reader-sheet"),
    path("<slug:slug>/about", blog_about, name="blog-about"),
    path("<slug:slug>/state/<slug:deed>", blog_state, name="blog-state"),
    path("<slug:slug>/facts", facts, name="facts"),
    path("<slug:slug>/summary", summary, name="summary"),
    path("<slug:slug>/copydesk", copydesk_settings.blog_copydesk, name="blog-copydesk"),
    path("<slug:slug>", live, name="live"),  # last: a blog has no address that a page of the desk has
]

urlpatterns = [
    path("api/v1/", api.urls),
    # allauth's pages for what nobody does here: people neither sign up nor change the address a manager vouched for.
    re_path(r"^desk/account/(signup|email|confirm-email|3rdparty/signup)/", absent),
    path("desk/account/", include("allauth.urls")),
    path("desk/", include((desk, "desk"))),
]

# Django's own names for who answers where no page does.
handler403 = "dateline.desk.views.refused.forbidden"
handler404 = "dateline.desk.views.refused.missing"
handler500 = "dateline.desk.views.refused.broken"
