"""A blog's facts and its summary as pages of the desk: all with its post, nothing for whom it does not concern."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.html import escape
from lxml import html

from dateline.desk.facts.chart import chart
from tests.desk.conftest import Newsroom
from tests.desk.staff import Worker, at_work, quick_logins
from tests.desk.test_api_facts import TOLD

HOMES = (
    ("Power cuts", "Some 12,000 homes are without power, the grid operator Nordlys said.", "12:30"),
    ("Power comes back", "Fewer than 9,000 homes were still without power, Nordlys said.", "15:40"),
)


@pytest.fixture
def told(newsroom: Newsroom) -> dict[str, Any]:
    """Posts by headline."""
    sent = ({"headline": head, "body": body, "at": f"2026-05-04T{at}:00Z"} for head, body, at in (*TOLD, *HOMES))
    return {post["headline"]: post for post in (newsroom.editor.post("/blogs/fire/posts", one).json for one in sent)}


@pytest.fixture
def ann(newsroom: Newsroom) -> Worker:
    with quick_logins():
        return at_work("Ann", "editor")


def page(worker: Worker, path: str) -> Any:
    reply = worker.get(path)
    assert reply.status_code == 200, reply.content
    return html.fromstring(reply.content.decode())


def texts(tree: Any, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in tree.xpath(path)]


def test_quotes_stand_by_person_and_lead_to_their_words(told: dict[str, Any], ann: Worker) -> None:
    tree = page(ann, "fire/facts")
    assert "Lena Brandvold Mayor" in texts(tree, "//section[@id='quotes']//h3")
    (said,) = tree.xpath("//article[h3[contains(., 'Brandvold')]]//li")
    assert said.xpath("string(.//q)") == "Nobody is hurt,"
    (link,) = said.xpath(".//a/@href")
    assert link == f"/desk/fire#post={told['Mayor speaks']['id']}&from=15&words=Nobody+is+hurt%2C"
    assert said.xpath(".//time/@datetime") == ["2026-05-04T10:00:00.000Z"]


def test_figures_stand_by_subject_with_a_drawing_and_a_table(told: dict[str, Any], ann: Worker) -> None:
    tree = page(ann, "fire/facts")
    (homes,) = tree.xpath("//article[@class='facts-subject'][h3='homes']")
    assert len(homes.xpath(".//*[local-name()='svg']//*[contains(@class, 'chart-named')]")) == 2
    assert len(homes.xpath(".//*[contains(@class, 'chart-range')]")) == 2, (
        "'some' and 'fewer than' are no exact figures"
    )
    assert texts(homes, ".//tbody//td[2]") == ["Some 12,000 homes", "Fewer than 9,000 homes"]
    assert homes.xpath(".//div[@class='chart']/@aria-hidden") == ["true"], "the table says it to those who do not see"
    (sailors,) = tree.xpath("//article[@class='facts-subject'][h3='sailors']")
    assert len(sailors.xpath(".//*[contains(@class, 'chart-unnamed')]")) == 1
    assert "unnamed" in texts(sailors, ".//tbody/tr[1]")[0]


def test_the_agenda_and_the_claims(told: dict[str, Any], ann: Worker) -> None:
    tree = page(ann, "fire/facts")
    assert any("Fri 8 May" in line and "reopened" in line for line in texts(tree, "//section[@id='agenda']//li"))
    (claim,) = texts(tree, "//section[@id='claims']//li")
    assert "Confirmed 150 minutes later by a named source." in claim
    assert tree.xpath("//button/@data-confirm") == [told["Evacuation"]["id"]]
    assert tree.xpath("//button/@data-revision") == ["1"]


def test_they_are_narrowed_to_a_person_and_to_a_subject(told: dict[str, Any], ann: Worker) -> None:
    tree = page(ann, "fire/facts?person=Lena+Brandvold")
    assert texts(tree, "//section[@id='quotes']//h3") == ["Lena Brandvold Mayor"]
    assert tree.xpath("//select[@name='person']/option[@selected]/text()") == ["Lena Brandvold"]
    tree = page(ann, "fire/facts?subject=homes")
    assert texts(tree, "//section[@id='figures']//h3") == ["homes"]
    tree = page(ann, "fire/facts?person=Nobody+at+all")
    assert texts(tree, "//section[@id='quotes']//p") == ["Nobody is quoted yet."]


def test_what_is_offered_as_a_file_is_there(told: dict[str, Any], ann: Worker) -> None:
    files = page(ann, "fire/facts").xpath("//section[@class='facts-export']//a/@href")
    assert len(files) == 5
    for address in files:
        assert ann.browser.get(address).status_code == 200, address


def test_a_reporter_reads_and_is_offered_nothing_to_change(told: dict[str, Any], newsroom: Newsroom) -> None:
    with quick_logins():
        rae = at_work("Rae", "reporter")
    assert page(rae, "fire/facts").xpath("//button[@data-confirm]") == []
    summary = page(rae, "fire/summary")
    assert summary.xpath("//textarea") == [] and summary.xpath("//button[@id='summary-publish']") == []
    assert page(rae, "fire").xpath("//a[@href='/desk/fire/facts']")


def test_no_text_of_a_post_is_markup_here(newsroom: Newsroom, ann: Worker) -> None:
    evil = "<script>alert(1)</script>"
    said = f"“We pay {evil} and nothing else,” Mayor Lena {evil} Brandvold said. A source said 240 {evil} sailors came."
    assert newsroom.editor.post("/blogs/fire/posts", {"headline": evil, "body": said, "format": "text"}).status == 201
    for path in ("fire/facts", "fire/summary"):
        reply = ann.get(path)
        assert reply.status_code == 200 and evil not in reply.content.decode()
    assert escape(evil) in ann.get("fire/facts").content.decode()


def test_a_summarys_sentence_is_to_be_withdrawn_when_its_post_is_corrected(
    newsroom: Newsroom, told: dict[str, Any], ann: Worker
) -> None:
    ashore = told["Sailors ashore"]["id"]
    stands = {"text": "The quay is shut.", "posts": [told["Plans"]["id"]]}
    sentences = [{"text": TOLD[2][1], "posts": [ashore]}, stands]
    assert newsroom.editor.put("/blogs/fire/summary", {"sentences": sentences}).status == 200
    tree = page(ann, "fire/summary")
    assert tree.xpath("//ol[@id='summary-chosen']//textarea/text()") == [TOLD[2][1], "The quay is shut."]
    assert tree.xpath("//li[contains(@class, 'fallen')]") == []
    assert TOLD[2][1] not in tree.xpath("//ol[@id='summary-proposed']//textarea/text()"), "it is said already"
    sent = {"note": "It was 214 sailors.", "body": TOLD[2][1].replace("240", "214")}
    path = f"/blogs/fire/posts/{ashore}/corrections"
    assert newsroom.editor.post(path, sent, if_match='"1"').status == 200
    (fallen,) = page(ann, "fire/summary").xpath("//li[contains(@class, 'fallen')]")
    assert fallen.xpath("string(textarea)") == TOLD[2][1] and "corrected" in texts(fallen, ".//p[2]")[0]


def test_of_a_blog_that_is_not_hers_there_is_no_page(newsroom: Newsroom) -> None:
    with quick_logins():
        eve = at_work("Eve", "editor", quay="editor")
    for path in ("facts", "summary", "copydesk"):
        assert eve.get(f"quay/{path}").status_code == 200
        assert eve.get(f"fire/{path}").status_code == 404
        assert eve.get(f"nosuch/{path}").status_code == 404


def figure(at: str, low: float, high: float, **members: Any) -> dict[str, Any]:
    return {
        "at": f"2026-05-04T{at}:00.000Z",
        "low": low,
        "high": high,
        "status": "official",
        "source": "police",
        **members,
    }


def test_a_drawing_is_in_proportion() -> None:
    assert chart([figure("09:00", 1, 1)]) is None
    drawn = chart(
        [figure("09:00", 0, 10), figure("10:00", 5, 5, status="unnamed"), figure("13:00", 10, 10, source=None)]
    )
    assert drawn is not None and (drawn.low, drawn.high) == (0, 10)
    assert [mark.x for mark in drawn.marks] == ["3.00%", "26.50%", "97.00%"], "as the hours lie"
    assert [mark.y for mark in drawn.marks] == ["50.00%", "50.00%", "8.00%"]
    assert (drawn.marks[0].top, drawn.marks[0].bottom, drawn.marks[0].is_exact) == ("8.00%", "92.00%", False)
    assert [mark.source for mark in drawn.marks] == ["named", "unnamed", "none"]
    flat = chart([figure("09:00", 7, 7), figure("09:00", 7, 7)])
    assert flat is not None and {(mark.x, mark.y) for mark in flat.marks} == {("50.00%", "50.00%")}
