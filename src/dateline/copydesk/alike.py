"""Words that news writing puts for one another between a report and its summary."""

from __future__ import annotations

from functools import lru_cache

# One meaning a line, its first word standing for the rest; stems are cut later, so verbs stand in every form that
# differs in more than the ending. Only words that mean the same in most news: 'fire' is a blaze and a dismissal.
_LINES = """
die dies died dying dead death deaths kill kills killed killing fatal fatality fatalities toll
injure injured injury injuries wounded hurt
arrest arrested detain detained detention custody
resign resigns resigned resignation quit quits
rise rises rose risen increase increased increases soar soared surge surged climb climbed
fall falls fell fallen drop dropped decline declined decrease decreased slump slumped
cut cuts reduce reduced reduction slash slashed
start starts started begin begins began begun beginning launch launched open opens opened
end ends ended finish finished close closes closed over shut shuts
win wins won winner victory victorious
lose loses lost loss defeat defeated defeats
agree agreed agreement deal accord pact treaty
sign signed signing signatory
vote voted votes voter voters ballot ballots poll polls polling
leader leaders chief head boss
minister ministers secretary ministry
police officers sheriff policemen officer gardai
fire fires blaze blazes wildfire wildfires
rescue rescued rescuers saved save
missing unaccounted disappeared
evacuate evacuated evacuation evacuations flee fled
talks negotiations negotiate negotiating negotiated negotiation
warn warned warning warns alert
say says said statement
ask asked urge urged urges call calls called appeal appealed appeals
refuse refused refuses reject rejected rejects deny denied denies
cancel cancelled canceled cancellations scrap scrapped scrub scrubbed
delay delayed delays postpone postponed disruption disrupted
buy buys bought purchase purchased sign
charge charged charges indict indicted indictment
jury jurors juror
court judge courtroom
trial hearing
protest protests protesters demonstration demonstrators demonstrated march marched marchers rally
strike strikes walkout striking
government ministers cabinet administration
president presidency
election elections electoral
hospital hospitals hospitalised hospitalized
children child kids pupils students schoolchildren
ship vessel boat ferry
plane aircraft jet airliner
flight flights
troops soldiers forces servicemen
attack attacked attacks assault strike
storm hurricane typhoon cyclone
quake earthquake tremor
power electricity
home homes house houses households
company firm
outbreak epidemic
infected infections infection cases case
money funds funding cash
plan plans planned intend intends intended
visit visits visited trip trips travel travels travelled traveled
meet meets met meeting
help helped aid assistance assist support
tell tells told
"""


@lru_cache(maxsize=1)
def _stands_for() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _LINES.split("\n"):
        for word in line.split():
            found.setdefault(word, line.split()[0])
    return found


def common(word: str) -> str:
    """The word that stands for this one and those that mean the same; the word itself if none does."""
    return _stands_for().get(word, word)
