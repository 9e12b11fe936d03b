"""Words for who somebody is: titles, offices, callings, bodies that speak; before a name or instead of it."""

from __future__ import annotations

from dateline.copydesk.listed import listed

HONORIFICS = {
    **dict.fromkeys(("mr", "sir", "lord", "monsieur", "herr", "fr"), "he"),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "mme", "dame", "lady", "frau"), "she"),
    **dict.fromkeys(("dr", "prof", "professor", "mx", "rev", "reverend", "hon"), "they"),
}
SHORT_TITLES = listed(
    "sen rep gov lt gen col maj capt cmdr adm sgt cpl pvt det supt insp pres amb asst atty sens reps sec dep",
)
# One person's office or calling.
PERSONS = listed(
    "president chancellor minister premier chief secretary secretary-general director director-general chairman",
    "chairwoman chair chairperson head leader spokesman spokeswoman spokesperson governor senator congressman",
    "congresswoman representative lawmaker mayor councillor councilman councilwoman councilor commissioner",
    "judge justice prosecutor attorney lawyer solicitor barrister sheriff deputy officer detective inspector",
    "superintendent constable sergeant general colonel captain commander admiral major lieutenant marshal coach",
    "manager trainer striker midfielder defender goalkeeper winger forward player quarterback referee analyst",
    "economist editor correspondent reporter journalist columnist author writer historian professor lecturer",
    "scientist researcher epidemiologist virologist meteorologist forecaster seismologist volcanologist",
    "engineer doctor physician surgeon nurse midwife paramedic pharmacist teacher headteacher headmaster",
    "principal student pupil farmer fisherman skipper driver pilot astronaut cosmonaut sailor soldier trooper",
    "firefighter lifeguard rescuer volunteer organiser organizer activist campaigner witness survivor victim",
    "resident neighbour neighbor passenger commuter shopper tourist owner founder co-founder boss executive ceo",
    "cfo coo investor trader banker broker partner shopkeeper restaurateur king queen prince princess duke",
    "duchess emperor pope cardinal archbishop bishop priest vicar imam rabbi pastor ambassador envoy diplomat",
    "consul negotiator mediator adviser advisor aide consultant strategist pollster expert candidate nominee mp",
    "mep msp mla actor actress singer musician artist producer filmmaker mother father brother sister son",
    "daughter wife husband widow widower grandmother grandfather uncle aunt cousin friend colleague employee",
    "worker member official man woman boy girl person teenager defendant plaintiff juror suspect source insider",
    "coroner ombudsman treasurer whip speaker stewardess steward conductor guard warden controller operator",
    "planner curator librarian architect builder electrician plumber carpenter miner shepherd whistleblower",
    "veteran pensioner customer client patient fan supporter voter protester protestor demonstrator",
    "undersecretary vice-president vice-chancellor vice-chair comptroller chef baker brewer landlord tenant",
    "refugee migrant caller viewer parent fellow critic ally rival opponent predecessor successor counterpart",
    "star diver swimmer climber rower cyclist runner boxer golfer commissar provost dean rector chaplain elder",
    "alderman magistrate clerk registrar interpreter coordinator co-ordinator specialist technician geologist",
    "biologist ecologist climatologist hydrologist psychologist sociologist statistician oceanographer",
    "vulcanologist physicist chemist astronomer zoologist investigator auditor trustee regulator mp's",
    "spokesperson's newcomer champion winner loser runner-up harbormaster harbourmaster dispatcher foreman",
    "forewoman lifeboatman coxswain ranger keeper",
)
# Several persons, without their names.
PEOPLE = listed(
    "crowd crowds spectators onlookers bystanders locals villagers islanders tenants",
    "officials officers prosecutors lawyers attorneys authorities police investigators detectives experts",
    "analysts economists scientists researchers doctors medics residents neighbours neighbors witnesses",
    "survivors relatives parents teachers students pupils workers employees staff members lawmakers senators",
    "ministers mps leaders diplomats aides advisers advisors sources organisers organizers activists",
    "campaigners protesters protestors demonstrators supporters opponents critics rebels commanders soldiers",
    "troops firefighters rescuers volunteers forecasters meteorologists passengers commuters drivers pilots",
    "fans players coaches voters candidates jurors judges bishops executives bosses managers directors",
    "shareholders investors traders unions negotiators spokesmen spokespeople people men women allies rivals",
    "others friends colleagues families farmers fishermen engineers councillors governors mayors republicans",
    "democrats conservatives liberals clubs companies republicans' observers monitors inspectors regulators",
    "insiders customers owners responders crews paramedics nurses physicians epidemiologists virologists",
    "seismologists historians academics commentators reporters journalists editors pollsters strategists",
    "separatists insurgents militants captors users readers teenagers children kids",
)
# Bodies that speak as one.
BODIES = listed(
    "resort hotel restaurant pub shop store theatre theater cinema festival zoo farm venue stadium parish village",
    "government administration ministry department office agency bureau authority commission committee council",
    "court parliament senate congress house cabinet party opposition campaign coalition union federation",
    "association league club team company firm bank airline operator carrier manufacturer maker retailer",
    "publisher broadcaster network newspaper paper magazine website station channel group organisation",
    "organization charity foundation institute institution university college school hospital clinic trust",
    "church diocese police army navy military force forces coastguard guard service services embassy consulate",
    "mission delegation panel board jury tribunal watchdog regulator exchange fund society body side family",
    "consortium alliance bloc command centre center laboratory lab observatory museum archive corporation",
    "conglomerate brigade militia junta regime palace presidency secretariat division regiment battalion",
    "squadron squad unit troop developer supplier utility railway port airport prison jail brewery factory",
    "plant mine",
)
# Papers that say things.
PAPERS = listed(
    "statement report letter email e-mail memo memorandum document documents filing filings complaint lawsuit",
    "indictment affidavit ruling judgment judgement order opinion motion petition transcript note message tweet",
    "post text warning bulletin advisory forecast alert notice release communique communiqué resolution",
    "declaration agreement treaty article editorial survey poll study review audit findings sign banner placard",
    "poster caption inscription law bill act leaflet manifesto charter constitution contract website newsletter",
    "headline",
)
# Words between a determiner or a demonym and the office: "former", "regional", "vice".
BEFORE_ROLE = listed(
    "former ex- then- current acting interim outgoing incoming new longtime veteran top senior junior chief",
    "deputy vice assistant associate executive general regional local national federal provincial municipal",
    "state city county prime foreign defence defense interior finance health home education transport",
    "transportation justice trade labour labor agriculture environment energy culture housing climate security",
    "intelligence homeland police fire union party opposition campaign press communications military naval air",
    "army navy coast law legal political economic medical public private central northern southern eastern",
    "western co first second third far-right far-left right-wing left-wing centre-left center-left centre-right",
    "conservative liberal socialist democratic republican green independent managing financial technical",
    "commercial operating marketing sports sporting artistic creative international presidential parliamentary",
    "congressional senate house royal civil human rights aid relief rescue emergency incident crew ship shop",
    "school hospital university college club football basketball baseball cricket rugby tennis election polling",
    "weather flood storm earthquake disaster infectious disease district area assembly cabinet court defending",
    "prosecuting lead leading principal retired late elder younger fellow native state-run state-owned affairs",
    "works relations policy operations science research data news business senior-most u.s. us uk eu un nato",
    "world european american global harbour harbor ferry train bus airport airline port shift duty night day",
    "site supreme high appeals appeal circuit crown grand trial under-secretary permanent special",
    "chief-of-staff attorney vice-",
)
UNNAMED = listed(
    "source sources person people official officials insider insiders diplomat diplomats aide aides",
)


# By what many callings end: groundsman, gamekeeper, stationmaster, cardiologist, technician.
_CALLINGS = ("sman", "swoman", "sperson", "keeper", "master", "ologist", "ician")
_NO_CALLINGS = listed("talisman remaster ticketmaster")


def is_role(word: str) -> bool:
    """Whether a word, lower-cased, can be the last of what stands before a name."""
    if word.endswith(_CALLINGS) and word not in _NO_CALLINGS:
        return True
    return word in PERSONS or word in HONORIFICS or word in SHORT_TITLES or word.rpartition("-")[2] in PERSONS
