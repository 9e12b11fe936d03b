"""Who said it: the ways in which English news gives words to people, and the marks that give them to nobody."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.copydesk.quotes import extract
from tests.copydesk.reading import names_of, post, quotes_in, speakers

ATTRIBUTED = [
    ("“We lost everything,” said Tomas Berg, 54, a fisherman. “Even the boat.”", ["Tomas Berg"]),
    ("Police said the man was “in a stable condition”.", ["Police"]),
    ("“It was like a bomb going off,” one witness told the BBC.", ["one witness"]),
    ("Dr. Helen Marsh, chief epidemiologist at the institute, said the rise was “worrying.”", ["Helen Marsh"]),
    ("In a statement, the airline said: “Safety is our first priority.”", ["the airline"]),
    ("According to Ms. Duarte, the plan was “dead on arrival.”", ["Duarte"]),
    ("“There will be no deal,” Mr. Okafor said, “until the prisoners are home.”", ["Okafor"] * 2),
    ("Sen. Mark Dolan, in a letter to colleagues, wrote that the bill “would gut the program.”", ["Mark Dolan"]),
    ("Asked whether he would run again, Mr. Hale replied, “Ask me tomorrow.”", ["Hale"]),
    ("The report found that the crew had “ignored repeated warnings.”", ["The report"]),
    ("Analysts at Norbank described the results as “dismal”.", ["Analysts at Norbank"]),
    ("Ruth Adeyemi accused them of “playing politics” and said she would “not be bullied.”", ["Ruth Adeyemi"] * 2),
    ("President Miguel Santos on Tuesday called the ruling “an insult to the nation.”", ["Miguel Santos"]),
    ("Speaking in Geneva, UN envoy Karl Brandt warned of “a catastrophe of biblical proportions”.", ["Karl Brandt"]),
    ("“Is this the best we can do?” asked Nina Patel, a nurse.", ["Nina Patel"]),
    ("“Is this the best we can do?” Patel, who is 34, asked.", ["Patel"]),
    ("Ivan Petrov said he “will not be intimidated,” adding that talks were “pointless.”", ["Ivan Petrov"] * 2),
    ("John Carter’s wife, Emily, said he had “never been happier.”", ["Emily"]),
    ("“I told them: ‘Get out now,’” recalled Captain Louise Byrne.", ["Louise Byrne"]),
    ("Carter told Mendes that he was “finished.”", ["Carter"]),
    ("“Not in my lifetime,” was how Joan Fisk put it.", ["Joan Fisk"]),
    ("Peter Holt insisted: “There is no crisis.” Jane Moss said it was “an insult”.", ["Peter Holt", "Jane Moss"]),
    ("“He’s a fighter,” said Moore’s mother, Dorothy.", ["Dorothy"]),
    ("Beijing has described the visit as “a serious violation”.", ["Beijing"]),
    ("Smith, the report said, “acted alone.”", ["the report"]),
    ("“We have no choice,” Col. Adam Reyes, the base commander, told troops in the hangar.", ["Adam Reyes"]),
    ("The head of the World Health Organization, Tedros Hailu, said it was “far from over”.", ["Tedros Hailu"]),
    ("“What we saw,” said Amir Haddad, a doctor, “was carnage.”", ["Amir Haddad"] * 2),
    ("While Putnam called for calm, his rival, Dora Quill, branded him “a coward”.", ["Dora Quill"]),
    ("Lee was quoted as saying: “This is the end.”", ["Lee"]),
    ("“Good morning, everyone.” Judge Oyelaran said.", ["Oyelaran"]),
    ("“Tell the kids to brush their teeth,” Helen Achterberg radioed.", ["Helen Achterberg"]),
    ("The flight director, Marcus Thiele, came on the loop: “Scrub, scrub, scrub. Thank you all.”", ["Marcus Thiele"]),
    ("“Nothing is decided,” cautioned Arne Lund, a pollster.", ["Arne Lund"]),
    ("“We will not surrender,” the rebels’ leader, Abu Salem, told Al Jazeera by phone.", ["Abu Salem"]),
    ("Clinton said that Trump had called her “a nasty woman.”", ["Trump"]),
    ("The plan was described by Ana Ruiz as “reckless beyond words”.", ["Ana Ruiz"]),
    ("In what aides described as a “frank exchange,” Vale and Lowe met for an hour.", ["aides"]),
    ("An official with knowledge of the plan, who asked not to be named, said it was “not ready.”",
     ["An official with knowledge of the plan"]),
]  # fmt: skip
NOBODY = [
    "The film, “Long Winter,” opens on Friday.",
    "He was known as “the Butcher” to his enemies.",
    "The so-called “bathroom bill” failed on Tuesday.",
    "The group, which calls itself “the Watchers,” claimed responsibility.",
    "The band played “Yesterday” and “Help!” before the minister spoke.",
    "Gary Pomerantz, whose book, “The Night of 100 Points and the Dawn,” came out in May, said it mattered.",
    "Tova Lind said at the time that the cut of “Gull” was hers.",
    "The miners' strike and the teachers' march ended without a word.",
]


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTED)
def test_a_quote_goes_to_the_one_who_speaks(text: str, expected: list[str]) -> None:
    assert speakers(text)[: len(expected)] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_marks_that_only_name_something_are_no_quote(text: str) -> None:
    assert quotes_in(text) == []


def test_a_pronoun_is_whoever_spoke_or_acted_last_and_fits() -> None:
    assert speakers("The prime minister, Ana Rocha, refused to resign. “I was elected to serve,” she said.") == [
        "Ana Rocha"
    ]
    assert speakers("Anna Marsh met Bob Hale in 2001. “We clicked at once,” she said.") == ["Anna Marsh"]
    assert speakers("Anna Marsh met Bob Hale in 2001. “We clicked at once,” he said.") == ["Bob Hale"]
    assert speakers(
        "“You have to understand where we come from,” Ms. Lind said.\nHer brother left. “That’s it,” he said."
    ) == [
        "Lind",
        None,
    ]
    assert speakers("“I really do not know,” he said.") == [None]


def test_an_office_is_its_holder_when_the_blog_knows_one() -> None:
    other = post("German Chancellor Olaf Brandt arrived. French Defence Minister Claire Roux did not.", post_id="2")
    assert speakers("“It is fixed,” the chancellor said.", others=(other,)) == ["Olaf Brandt"]
    assert speakers("The German leader said it was “only a matter of days”.", others=(other,)) == ["Olaf Brandt"]
    rival = post("Austrian Chancellor Karin Stein arrived.", post_id="3")
    assert speakers("“It is fixed now,” the chancellor said.", others=(other, rival)) == ["the chancellor"]


def test_an_office_of_somebody_is_not_somebody() -> None:
    text = (
        "Britain’s Peter Marsh has warned her against “further delays”, his office said in a statement.\n"
        "“The minister was very clear about this,” the statement said. “He will not wait.”"
    )
    found = quotes_in(text)
    assert [quote.speaker for quote in found] == ["Peter Marsh", "Peter Marsh's office", "Peter Marsh's office"]
    assert found[0].channel == "via Peter Marsh's office, in a statement"


def test_the_last_speaker_goes_on_until_somebody_else_turns_up() -> None:
    assert speakers("“You took him,” Erik Lund said in court.\n“I hope you never sleep again.”") == ["Erik Lund"] * 2
    assert speakers("“It is late,” Erik Lund said. Ana Ruiz disagreed. “It is not late at all.”")[1] is None
    assert speakers("“One day,” Erik Lund said, “we left.\n“The next day we came back here.”") == ["Erik Lund"] * 3


def test_a_fragment_of_few_words_without_a_speaker_is_a_manner_of_speaking() -> None:
    assert quotes_in("The “red wall” crumbled overnight.") == []
    assert speakers("It was, in the old phrase, no “walk in the park for anybody”.") == [None]


def test_a_misspelt_last_name_still_finds_its_owner() -> None:
    assert speakers("Jonas Wiik voted early. Wiiik said it had been “an encouraging morning”.") == ["Jonas Wiik"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I will go,” Ruiz said in an interview with the Tolo Times.", "in an interview with the Tolo Times"),
        ("“I will go,” Ruiz told reporters in Tolo.", "told reporters in Tolo"),
        ("“I will go,” Ruiz said, in remarks carried by the agency Prensa.", "in remarks carried by the agency Prensa"),
        ("“I will go,” Ruiz said on Monday.", None),
    ],
)
def test_the_channel_is_through_whom_it_was_said(text: str, expected: str | None) -> None:
    assert quotes_in(text)[0].channel == expected


def test_reported_speech_is_found_before_and_behind_its_verb() -> None:
    found = quotes_in(
        "The ministry said that the bridge was safe. Two lanes will reopen, the mayor said.", kind="indirect"
    )
    assert [(quote.speaker, quote.text) for quote in found] == [
        ("The ministry", "the bridge was safe"),
        ("the mayor", "Two lanes will reopen"),
    ]


def test_a_headlines_quote_is_the_bodys_speaker_and_else_its_own() -> None:
    body = "“It is a simple case of greed,” Paul Reinholt said."
    assert speakers(body, "‘A simple case of greed’", "headline") == ["Paul Reinholt"]
    assert speakers("Harold Innes spoke for an hour.", "Innes: ‘We will rebuild’", "headline") == ["Harold Innes"]


def test_other_languages_have_no_quotes() -> None:
    german = post("„Wir gehen“, sagte Anna Berg.")
    german = type(german)(german.id, "", None, german.paragraphs, language="de")
    assert extract(german, names_of(german)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("“”\"'‘’«» .,:ab\nA") | st.characters(), max_size=150), st.sampled_from(ATTRIBUTED)
)
def test_every_quote_is_where_it_says_and_twice_the_same(noise: str, sample: tuple[str, list[str]]) -> None:
    read = post(noise + sample[0] + noise)
    found = extract(read, names_of(read))
    assert found == extract(read, names_of(read))
    for quote in found:
        line = next(line for line in read.paragraphs if line.start <= quote.start and quote.end <= line.end)
        assert line.text[quote.start - line.start : quote.end - line.start] == quote.text


@pytest.mark.parametrize("hostile", ['"', '“a" ', "‘a s’ ", '"a," he said. ', "he said ", "A of B ", "9, ", "( "])
def test_twice_the_text_takes_about_twice_as_long(hostile: str) -> None:
    def took(size: int) -> float:
        read = post((hostile * size)[:size])
        begin = time.process_time()
        extract(read, names_of(read))
        return time.process_time() - begin

    took(1024)
    assert took(65536) < 4 * took(32768) + 0.3
