"""Nouns for people by what they do, folded: singular, plural, gendered."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set

MALE_ROLES = word_set(
    """
    man boy father husband son brother uncle nephew grandfather king prince duke
    spokesman chairman congressman businessman policeman fireman salesman actor
    councilman assemblyman alderman statesman gentleman sportsman craftsman
    fisherman anchorman newsman widower boyfriend dad grandson stepfather clergyman
    """
)

FEMALE_ROLES = word_set(
    """
    woman girl mother wife daughter sister aunt niece grandmother queen princess
    duchess spokeswoman chairwoman congresswoman businesswoman policewoman actress
    councilwoman assemblywoman stateswoman lady sportswoman widow girlfriend mom mum
    granddaughter stepmother heiress nun
    """
)

ROLES = (
    MALE_ROLES
    | FEMALE_ROLES
    | word_set(
        """
    president premier chancellor minister senator representative governor mayor
    lawmaker legislator secretary ambassador diplomat envoy commissioner director
    chief head leader chair chairperson spokesperson speaker whip treasurer
    spokespeople deputy aide adviser advisor strategist consultant pollster
    manager operative surrogate nominee candidate contender rival incumbent
    politician delegate councillor councilor councilmember administrator
    official officer investigator detective inspector sheriff policeman trooper
    prosecutor attorney lawyer solicitor barrister judge justice magistrate counsel
    defendant plaintiff victim witness suspect juror
    commander general colonel major captain sergeant lieutenant admiral marshal
    soldier veteran pilot guard
    analyst expert economist scientist researcher professor lecturer teacher student
    scholar historian academic author writer novelist poet journalist reporter
    correspondent editor columnist commentator pundit blogger anchor host presenter
    broadcaster moderator publisher producer filmmaker photographer contributor
    executive founder cofounder co-founder owner partner investor banker trader
    entrepreneur businessperson magnate tycoon billionaire mogul developer ceo cfo coo
    engineer designer architect artist singer musician rapper songwriter composer
    comedian performer star celebrity model
    doctor nurse physician surgeon psychologist psychiatrist biologist
    physicist chemist astronomer epidemiologist climatologist geologist
    coach player captain striker goalkeeper midfielder defender quarterback pitcher
    athlete champion swimmer runner cyclist driver golfer referee umpire skipper
    pastor priest bishop archbishop cardinal rabbi imam pope reverend cleric
    activist campaigner organizer organiser protester demonstrator volunteer advocate
    resident neighbour neighbor voter supporter donor member fellow friend colleague
    critic opponent observer insider source person farmer worker employee driver
    lobbyist staffer fundraiser democrat republican governor-elect president-elect
    frontrunner front-runner hopeful veteran native newcomer freshman firebrand
    headteacher paramedic firefighter detective biochemist neuroscientist statistician
    parent child cousin sibling relative teenager survivor tenant landlord
    dictator monarch emperor ruler chieftain warlord militant rebel
    recorder assessor comptroller freeholder registrar auditor bailiff archivist
    narrator graduate wordsmith
    clerk coroner trustee superintendent principal dean provost rector
    author co-author coauthor lead vice-president vice-chair chairmanship
    passenger commuter pedestrian shopper tourist visitor guest customer client
        patient inmate prisoner bystander onlooker passer-by passerby motorist biker
        skier climber hiker angler caller viewer listener reader subscriber homeowner
        shopkeeper barber baker butcher plumber porter ferryman carpenter electrician
        mechanic welder bricklayer builder roofer painter gardener cleaner cook chef
        waiter waitress bartender cashier receptionist hairdresser tailor miner sailor
        seaman crewman pupil apprentice trainee intern nanny midwife carer caretaker
        janitor lifeguard steward courier postman trucker pensioner retiree orphan
        refugee migrant immigrant accuser whistleblower heckler attendee participant
        spectator royal heir shepherd fisher boatman signalman stationmaster
        astronaut librarian curator ranger warden archaeologist ecologist botanist
    """
    )
)

# What newspapers call somebody just named, without having introduced them as such.
EPITHETS = word_set(
    """
    senator congressman congresswoman representative lawmaker legislator politician
    mogul billionaire tycoon magnate businessman businesswoman entrepreneur millionaire
    candidate nominee contender hopeful frontrunner front-runner challenger incumbent
    republican democrat star singer actor actress rapper comedian musician author writer
    striker defender midfielder goalkeeper forward winger quarterback pitcher skipper
    champion veteran native man woman boy girl teenager father mother
    physicist biologist chemist economist historian player captain
    """
)

# Nouns for how people stand to one another: their owner is no body they speak for.
RELATIONS = word_set(
    """
    friend partner wife husband son daughter brother sister mother father cousin rival
    critic opponent supporter colleague neighbour neighbor ally widow widower girlfriend
    boyfriend relative
    """
)

# Nouns for many people that speak as a group; regular plurals of ROLES are
# recognised by their ending.
GROUP_NOUNS = word_set(
    """
    officials experts analysts scientists researchers critics supporters sources people
    authorities police prosecutors lawmakers residents voters leaders countries nations
    men women families relatives parents children witnesses observers aides advisers
    activists campaigners protesters allies partners sides parties democrats
    republicans conservatives liberals progressives senators representatives members
    media reports others many some most few several both economists historians
    intelligence troops forces soldiers rebels insiders americans pollsters outlets
    agencies ministries departments companies firms organisations organizations
    newspapers groups staffers spokespeople respondents users fans players scholars
    """
)

# A title as abbreviated before a name, and the noun that stands for it later.
TITLE_NOUNS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "pres": "president",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "sgt": "sergeant",
    "capt": "captain",
    "cmdr": "commander",
    "adm": "admiral",
    "det": "detective",
    "insp": "inspector",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "atty": "attorney",
}

# Nouns that may stand for one another when they refer back.
ROLE_SYNONYMS = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "representative": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "legislator": "lawmaker",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "attorney": "lawyer",
    "solicitor": "lawyer",
    "barrister": "lawyer",
    "advisor": "adviser",
    "nominee": "candidate",
    "contender": "candidate",
    "scientist": "researcher",
    "ceo": "executive",
    "writer": "author",
    "novelist": "author",
    "businesswoman": "businessman",
    "physician": "doctor",
    "journalist": "reporter",
    "correspondent": "reporter",
}

# What a more general noun may refer back to.
KINDS_OF = {
    "player": word_set("goalkeeper striker defender midfielder winger forward captain"),
    "officer": word_set("detective sergeant inspector captain constable lieutenant"),
    "lawmaker": word_set("senator congressman congresswoman lawmaker"),
    "politician": word_set("senator minister mayor governor lawmaker president"),
    "official": word_set("secretary commissioner director minister deputy"),
    "academic": word_set("professor lecturer researcher historian economist"),
    "researcher": word_set("professor biologist physicist chemist ecologist economist"),
    "athlete": word_set("runner swimmer cyclist player champion sprinter"),
}
