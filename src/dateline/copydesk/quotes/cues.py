"""Verbs by which people speak, and how each takes its words."""

from __future__ import annotations

from dateline.copydesk.listed import listed

# Saying as such: what follows, or stands before, are the words.
SAY = listed(
    "said says say saying added adds adding told tells telling asked asks asking wrote writes writing replied",
    "replies replying answered answers answering explained explains explaining insisted insists insisting",
    "argued argues arguing claimed claims claiming stated states stating noted notes noting declared declares",
    "declaring announced announces announcing warned warns warning testified testifies testifying tweeted",
    "tweets tweeting posted posts posting recalled recalls recalling continued concluded concludes concluding",
    "joked jokes joking quipped quips quipping shouted shouting shouts yelled yelling cried screamed screaming",
    "whispered whispering muttered pleaded begged begging vowed vows vowing pledged pledges pledging promised",
    "promises promising conceded concedes conceding admitted admits admitting acknowledged acknowledges",
    "acknowledging confirmed confirms confirming denied denies denying stressed stresses stressing emphasised",
    "emphasized emphasises emphasizes emphasising emphasizing suggested suggests suggesting observed observes",
    "remarked remarks remarking commented comments commenting responded responds responding countered counters",
    "countering maintained maintains maintaining asserted asserts asserting alleged alleges alleging contended",
    "contends contending predicted predicts predicting cautioned cautions cautioning reiterated reiterates",
    "reiterating repeated repeating lamented laments lamenting complained complains complaining exclaimed",
    "wondered wonders wondering mused proclaimed reported reports reporting revealed reveals revealing",
    "disclosed disclosing believed believes thinks thought feels agreed agrees interjected shrugged sighed",
    "laughed boasted boasts boasting bragged fumed fumes thundered chimed estimated estimates estimating reads",
    "read reading ruled rules ruling chanted chanting texted emailed urged urges urging assured assures",
    "assuring informed informs informing reminded reminds reminding advised advises advising instructed",
    "instructing ordered ordering demanded demands demanding requested requesting proposed proposes proposing",
    "recounted recounts recounting relayed retorted shot hinted hints signalled signaled indicated indicates",
    "indicating implied lied quoted",
)
# Doing with words: the words are a part of what is done ("slammed the “reckless” plan").
DEED = listed(
    "called calls calling described describes describing labelled labeled labels labelling labeling branded",
    "brands branding dubbed dubs dubbing denounced denounces denouncing condemned condemns condemning",
    "criticised criticized criticises criticizes criticising criticizing slammed slams slamming blasted blasts",
    "blasting praised praises praising hailed hails hailing welcomed welcomes welcoming accused accuses",
    "accusing blamed blames blaming mocked mocks mocking ridiculed ridicules ridiculing expressed expresses",
    "expressing voiced voices voicing citing cited cites thanked thanks thanking lauded lauds lauding applauded",
    "applauds applauding decried decries decrying dismissed dismisses dismissing rejected rejects rejecting",
    "characterised characterized characterises characterizes characterising characterizing likened likens",
    "likening compared compares comparing referred refers referring deemed considers considered attacked",
    "attacks attacking lambasted lambasts lambasting derided derides deriding scolded rebuked rebuking chided",
    "chastised defended defends defending backed apologised apologized apologises apologizes apologising",
    "apologizing touted touts touting invoked invoking evoked threatened threatens threatening offered offering",
    "issued spoke spoken speaks speaking pointed points pointing expects expected hoped hopes hoping raised",
    "raises portrayed portrays portraying celebrated saluted saluting congratulated wished wishes deplored",
    "deplores cast painted pronounced found felt appealed appeals appealing pushed trumpeted flagged flags",
    "demanded underlined underlines underlining underscored highlighted highlights highlighting regretted",
    "conveyed wants wanted saw sees views viewed regards regarded detailed detailing outlined",
    "outlining opposed opposes discussed shared sharing summed warned gave given used uses using insulted tore",
    "savaged echoed echoes echoing acknowledged",
)
# May stand before their speaker, right behind the words: “…,” said Ana Ruiz.
INVERTED = listed(
    "said says asked asks added adds wrote writes replied replies answered explained explains recalled recalls",
    "noted notes insisted insists argued argues warned warns declared declares tweeted tweets posted continued",
    "concluded joked quipped shouted cried yelled screamed read reads stated states told commented observed",
    "remarked responded agreed announced testified admitted conceded confirmed complained lamented exclaimed",
    "claimed claims chanted reported",
)
# Takes the hearer as its object: “…,” she told reporters.
HEARER = listed("told tells telling assured reminded informed warned urged advised asked texted")
AUXILIARY = listed(
    "has have had having is are was were be been being will would can could should may might must did does do",
    "also then later earlier recently previously repeatedly publicly reportedly formally officially quickly",
    "promptly again once now still already just only further simply merely even often always never ever",
    "yesterday today tonight monday tuesday wednesday thursday friday saturday sunday afterwards afterward",
    "subsequently initially immediately angrily calmly quietly bluntly famously openly strongly firmly sharply",
    "flatly briefly separately jointly explicitly specifically clearly reluctantly apparently eventually",
    "finally both all himself herself themselves itself instead meanwhile not n't successfully swiftly",
    "consistently emphatically categorically tearfully jokingly",
)
PARTICIPLES = frozenset(word for word in SAY | DEED if word.endswith("ing"))
# Spelt like nouns: only a verb with a speaker right before them or the words right behind.
NOUNLIKE = listed(
    "claims reports comments remarks answers notes posts views regards points hopes attacks brands labels",
    "demands rules estimates texts thanks appeals counters raises threats thought cast tweets warning ruling",
    "reading meeting offering calls writing promises promise demand flags highlights uses used shot saw wishes",
    "shared hearing building posting feeling wants found felt gave given read reads raised pushed",
)
