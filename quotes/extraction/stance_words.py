"""Which verbs and nouns say what a speaker does with a content.

Written by hand. A word that is not listed reports a plain statement. What depends on
the construction ("asked whether", "asked them to", "called for", "called it") is in
``stance``.
"""

from __future__ import annotations

from quotes.extraction.types import Stance
from quotes.names.inflection import noun_forms, verb_forms, words

_VERBS: dict[Stance, str] = {
    Stance.CLAIMS: "claim allege purport profess accuse insinuate contend charge",
    Stance.ADMITS: """
        admit acknowledge concede confess own allow grant apologise apologize
        """,
    Stance.DENIES: """
        deny refute reject dismiss rebut dispute contradict disavow repudiate disown
        disclaim gainsay disprove debunk negate discount
        """,
    Stance.WITHHOLDS: """
        decline refuse dodge sidestep evade avoid withhold equivocate duck skirt
        """,
    Stance.ASKS: "ask question wonder inquire enquire query",
    Stance.URGES: """
        urge order instruct beg beseech implore encourage exhort command call demand
        press plead appeal petition request recommend advise advocate lobby invite
        propose require counsel summon direct pressure push pray insist
        """,
    Stance.PROMISES: """
        promise pledge vow swear guarantee commit threaten offer volunteer undertake
        """,
    Stance.EVALUATES: """
        describe laud hail condemn praise denounce characterise characterize portray
        depict decry deride criticise criticize slam blast mock label brand ridicule
        paint tout castigate lambast lambaste acclaim celebrate deplore disparage
        dub attack excoriate trash assail pummel savage pillory berate malign bash
        skewer blame fault thank rebuke scold applaud commend congratulate reprimand
        admonish insult compare liken defend endorse call deem salute honour honor
        chastise chide upbraid rip hammer knock skewer tar demonise demonize belittle
        welcome extol compliment lament bemoan rail lash cast bill term regard vilify
        trumpet scorn
        """,
}
_NOUNS: dict[Stance, str] = {
    Stance.CLAIMS: "claim allegation accusation insinuation contention rumour rumor",
    Stance.ADMITS: "admission acknowledgment acknowledgement confession concession",
    Stance.DENIES: "denial rejection rebuttal refutation repudiation",
    Stance.WITHHOLDS: "refusal silence",
    Stance.ASKS: "question query inquiry enquiry",
    Stance.URGES: """
        call demand request plea appeal order recommendation proposal petition advice
        suggestion
        """,
    Stance.PROMISES: "promise pledge vow guarantee threat offer commitment assurance",
    Stance.EVALUATES: """
        praise criticism condemnation denunciation attack mockery tribute compliment
        description characterisation characterization assessment endorsement insult
        defense defence
        """,
}
#: With an infinitive ("agreed to leave") a promise, else a plain statement.
AGREE = words("agree agrees agreed agreeing")
#: Ask for something with an infinitive ("told them to go"), else state.
TELL = words("tell tells told telling say says said saying warn warns warned warning")
#: Report plainly, and so leave what another word of the cue says: "said in denying".
SPEAK = words("say says said saying tell tells told telling add adds added adding")

#: A form of a verb → what its subject does with the content.
VERB_STANCES: dict[str, Stance] = {}
#: A form of a noun → the same.
NOUN_STANCES: dict[str, Stance] = {}

for _stance, _listed in _VERBS.items():
    for _lemma in words(_listed):
        for _form in verb_forms(_lemma):
            VERB_STANCES.setdefault(_form, _stance)
for _stance, _listed in _NOUNS.items():
    for _lemma in words(_listed):
        for _form in noun_forms(_lemma):
            NOUN_STANCES.setdefault(_form, _stance)
