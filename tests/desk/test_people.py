"""Accounts: who comes, what becomes of their rights, how they leave, and their own profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from dateline.blog.changes import Actor
from dateline.desk import tokens
from dateline.desk.audit.models import Deed
from dateline.desk.people import changing
from dateline.desk.people.models import Person
from dateline.errors import Conflict, Forbidden, Invalid, Unknown
from tests.desk.staff import OPERATOR, PASSWORD, Worker, at_work, browser, hire, quick_logins

_LINK = re.compile(r'value="(http[^"]+/password/reset/key/[^"]+)"')


@pytest.fixture(autouse=True)
def _clean(clean_database: Path) -> Iterator[None]:
    with quick_logins():
        yield


@pytest.fixture
def mara() -> Worker:
    return at_work("Mara", "manager")


def person(worker: Worker) -> Person:
    return Person.objects.get(pk=worker.person.pk)


def test_somebody_new_gets_a_link_and_sets_her_own_password(mara: Worker) -> None:
    shown = mara.post("newsroom/people", name="Leo", email="Leo@Courier.example", role="editor", where="everywhere")
    link = _LINK.search(shown.content.decode())
    assert shown.status_code == 200 and link
    hers = browser()
    form = hers.get(link[1].partition("//")[2].partition("/")[2].join(["/", ""]), follow=True)
    assert form.status_code == 200 and "Set your password" in form.content.decode()
    sent = {"password1": "tramway-signal-4", "password2": "tramway-signal-4"}
    assert hers.post(form.redirect_chain[-1][0], sent).status_code == 302
    leo = Worker(Person.objects.get(email="leo@courier.example"), hers)
    assert leo.log_in("tramway-signal-4").status_code == 302 and leo.is_in()
    assert leo.person.role == "editor" and leo.person.everywhere
    used = browser().get(link[1].partition("//")[2].partition("/")[2].join(["/", ""]))
    assert "This link does not work" in used.content.decode()


def test_a_new_person_may_be_given_places_on_some_blogs_only(mara: Worker) -> None:
    sent = {"name": "Leo", "email": "leo@courier.example", "role": "reporter", "where": "some", "blog:fire": "editor"}
    mara.browser.post("/desk/newsroom/people", sent)
    leo = Person.objects.get(email="leo@courier.example")
    assert not leo.everywhere and dict(leo.memberships.values_list("slug", "role")) == {"fire": "editor"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"email": "nonsense"}, 422),
        ({"name": " "}, 422),
        ({"role": "owner"}, 422),
        ({"email": "mara@courier.example"}, 409),
    ],
)
def test_a_form_that_cannot_be_is_shown_again_with_why(mara: Worker, sent: dict[str, str], status: int) -> None:
    given = {"name": "Leo", "email": "leo@courier.example", "role": "editor", "where": "everywhere", **sent}
    shown = mara.browser.post("/desk/newsroom/people", given)
    assert shown.status_code == status and 'role="alert"' in shown.content.decode()
    assert given["email"] in shown.content.decode()
    assert Person.objects.count() == 1


def test_a_role_holds_from_the_next_request(mara: Worker) -> None:
    ivo = at_work("Ivo")
    assert ivo.get("newsroom/people").status_code == 403
    mara.post(f"newsroom/people/{ivo.person.pk}", role="manager", where="everywhere")
    assert ivo.get("newsroom/people").status_code == 200
    mara.post(f"newsroom/people/{ivo.person.pk}", role="reporter", where="everywhere")
    assert ivo.get("newsroom/people").status_code == 403


def test_who_is_deactivated_is_out_everywhere_at_once(mara: Worker) -> None:
    ivo = at_work("Ivo", "manager")
    _, secret = tokens.add("editor", "ivo's script", maker=ivo.id)
    tokens.add("editor", "somebody else's", maker=mara.id)
    assert ivo.is_in() and tokens.actor_for(secret)
    assert mara.post(f"newsroom/people/{ivo.person.pk}/deactivation").status_code == 302
    assert not ivo.is_in()
    assert tokens.actor_for(secret) is None
    assert [t.name for t in tokens.all() if not t.revoked] == ["somebody else's"]
    assert ivo.log_in().status_code == 200 and not ivo.is_in()
    assert "Ivo" in mara.get("newsroom/people").content.decode(), "whoever is on record stays known"


def test_the_tokens_of_a_manager_end_when_she_is_one_no_more(mara: Worker) -> None:
    ivo = hire("Ivo", "manager")
    _, secret = tokens.add("manager", "ivo's script", maker=ivo.id)
    mara.post(f"newsroom/people/{ivo.person.pk}", role="manager", where="everywhere")
    assert tokens.actor_for(secret), "nothing was taken from her"
    mara.post(f"newsroom/people/{ivo.person.pk}", role="editor", where="everywhere")
    assert tokens.actor_for(secret) is None


def test_who_comes_back_needs_a_new_password(mara: Worker) -> None:
    ivo = at_work("Ivo", "editor")
    Authenticator.objects.create(user=ivo.person, type="totp", data={"secret": "lost with the phone"})
    mara.post(f"newsroom/people/{ivo.person.pk}/deactivation")
    shown = mara.post(f"newsroom/people/{ivo.person.pk}/reactivation")
    assert _LINK.search(shown.content.decode())
    assert not ivo.is_in(), "an old session stays dead"
    ivo.log_in()
    assert not ivo.is_in(), "so does the old password"
    assert not Authenticator.objects.exists(), "a lost phone locks nobody out for good"


@pytest.mark.parametrize("deed", ["change", "deactivate"])
def test_the_last_manager_stays_one(mara: Worker, deed: str) -> None:
    gone = hire("Ivo", "manager")
    changing.deactivate(OPERATOR, gone.person.pk)  # a manager who cannot log in is none

    def ends() -> None:
        if deed == "change":
            changing.change(OPERATOR, mara.person.pk, "editor")
        else:
            changing.deactivate(OPERATOR, mara.person.pk)

    with pytest.raises(Conflict, match="last manager"):
        ends()
    hire("Sana", "manager")
    ends()
    assert not (person(mara).role == "manager" and person(mara).is_active)


def test_a_manager_has_no_memberships(mara: Worker) -> None:
    ivo = hire("Ivo", "reporter", fire="editor")
    changing.change(OPERATOR, ivo.person.pk, "manager", False, {"fire": "editor"})
    assert person(ivo).everywhere and not person(ivo).memberships.exists()


def test_only_a_manager_changes_people(mara: Worker) -> None:
    """The deeds themselves refuse, whatever page they are asked from; and a demotion holds within a request."""
    ivo = hire("Ivo", "editor")
    for asker in (Actor(ivo.id, "editor"), Actor(ivo.id, "manager"), Actor("token:abc", "manager")):
        with pytest.raises(Forbidden):
            changing.change(asker, mara.person.pk, "reporter")
        with pytest.raises(Forbidden):
            changing.deactivate(asker, mara.person.pk)
        with pytest.raises(Forbidden):
            changing.set_password(asker, mara.person.pk, "tramway-signal-4")
    assert person(mara).role == "manager" and mara.is_in()


def test_a_person_who_is_not_there_is_unknown(mara: Worker) -> None:
    with pytest.raises(Unknown):
        changing.deactivate(OPERATOR, "nobody")
    assert mara.post("newsroom/people/nobody/deactivation").status_code == 404
    assert mara.get("newsroom/people/nobody").status_code == 404


def test_ones_own_profile(mara: Worker) -> None:
    assert mara.post("newsroom/me", name="Mara L.", language="fr").status_code == 302
    assert (person(mara).name, person(mara).language) == ("Mara L.", "fr")
    assert mara.post("newsroom/me", name=" ", language="").status_code == 422
    assert mara.post("newsroom/me", name="Mara", language="tlh").status_code == 422
    ivo = hire("Ivo")
    with pytest.raises(Forbidden):
        changing.tell(Actor(ivo.id, "reporter"), mara.person.pk, "Forged", "")


def test_a_password_has_rules(mara: Worker) -> None:
    for bad in ("short-9", "password123", "mara@courier.example"):
        with pytest.raises(Invalid):
            changing.set_password(OPERATOR, mara.person.pk, bad)


def test_a_password_set_by_the_operator_ends_every_session(mara: Worker) -> None:
    changing.set_password(OPERATOR, mara.person.pk, "tramway-signal-4")
    assert not mara.is_in()
    assert mara.log_in("tramway-signal-4").status_code == 302 and mara.is_in()


def test_changing_ones_password_ends_the_other_sessions(mara: Worker) -> None:
    elsewhere = Worker(mara.person)
    elsewhere.log_in()
    sent = {"oldpassword": PASSWORD, "password1": "tramway-signal-4", "password2": "tramway-signal-4"}
    assert mara.browser.post("/desk/account/password/change/", sent).status_code == 302
    assert mara.is_in() and not elsewhere.is_in()


def test_logging_out_ends_the_session(mara: Worker) -> None:
    stolen = mara.stolen()
    assert stolen.is_in()
    mara.post("account/logout/")
    assert not mara.is_in() and not stolen.is_in()


def test_one_session_is_ended_from_another(mara: Worker) -> None:
    phone = Worker(mara.person)
    phone.log_in()
    listed = mara.get("account/sessions/").content.decode()
    assert listed.count("Firefox on Linux") == 2 and "192.0.2.7" in listed
    number = int(re.findall(r"/sessions/(\d+)/end", listed)[0])
    ivo = at_work("Ivo")
    assert ivo.post(f"newsroom/sessions/{number}/end").status_code == 404, "not one's own"
    assert phone.is_in()
    assert mara.post(f"newsroom/sessions/{number}/end").status_code == 302
    assert not phone.is_in() and mara.is_in()


def test_the_sixth_wrong_password_is_refused_and_says_when_to_come_back(mara: Worker) -> None:
    stranger = Worker(mara.person)
    for _ in range(5):
        assert stranger.log_in("a wrong guess").status_code == 200
    refused = stranger.log_in("a wrong guess")
    assert refused.status_code == 429 and refused["Retry-After"] == "300"
    assert "Wait 5 minutes" in refused.content.decode()
    assert stranger.log_in(PASSWORD).status_code == 429, "the right one is not heard either"
    assert hire("Ivo") and Worker(hire("Sana").person).log_in().status_code == 302, "others may come in"


def test_a_forgotten_password_is_mailed_under_the_configured_name(
    mara: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    browser().post("/desk/account/password/reset/", {"email": "mara@courier.example"}, HTTP_HOST="evil.example")
    (mailed,) = [record.getMessage() for record in caplog.records if "mail_url" in record.getMessage()]
    assert "http://127.0.0.1:8000/desk/account/password/reset/key/" in mailed
    assert "evil.example" not in mailed


def test_a_strangers_address_is_sent_nothing_and_told_nothing(mara: Worker, caplog: pytest.LogCaptureFixture) -> None:
    known = browser().post("/desk/account/password/reset/", {"email": "mara@courier.example"}, follow=True)
    caplog.clear()
    unknown = browser().post("/desk/account/password/reset/", {"email": "nobody@else.example"}, follow=True)
    assert known.content.split(b"<main")[1] == unknown.content.split(b"<main")[1]
    assert not [record for record in caplog.records if "mail" in record.getMessage()]


def test_tokens_are_made_shown_once_and_revoked(mara: Worker) -> None:
    mara.post("newsroom/settings", name="The Courier", zone="Europe/Paris", language="en")
    sent = {"name": "Weather", "role": "editor", "where": "some", "blog": ["fire", "quay"], "expires": "2099-01-31"}
    shown = mara.browser.post("/desk/newsroom/tokens", sent)
    secret = re.search(r'value="(dtl_\w+)"', shown.content.decode())
    assert secret
    actor = tokens.actor_for(secret[1])
    assert actor and actor.role == "editor" and actor.blogs == frozenset({"fire", "quay"})
    (token,) = tokens.all()
    assert token.maker == mara.id and token.expires and token.expires.isoformat().startswith("2099-01-31T22:59:59")
    listed = mara.get("newsroom/tokens").content.decode()
    assert secret[1] not in listed and "ends 31 Jan 2099 23:59" in listed, "the day is the newsroom's"
    assert mara.post(f"newsroom/tokens/{token.id}/revocation").status_code == 302
    assert tokens.actor_for(secret[1]) is None
    assert mara.browser.post("/desk/newsroom/tokens", {**sent, "blog": []}).status_code == 422
    assert mara.browser.post("/desk/newsroom/tokens", {**sent, "expires": "2001-01-01"}).status_code == 422


def test_nothing_is_noted_of_what_was_refused(mara: Worker) -> None:
    before = Deed.objects.count()
    mara.post("newsroom/people", name="", email="x", role="editor")
    with pytest.raises(Conflict):
        changing.deactivate(OPERATOR, mara.person.pk)
    assert Deed.objects.count() == before
