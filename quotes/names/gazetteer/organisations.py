"""Head words of organisations and media, and the best known agencies, folded."""

from __future__ import annotations

from quotes.names.gazetteer.words import line_set, word_set

# The last word, or the word before "of" or "for", of what an organisation is called.
ORGANISATION_HEADS = word_set(
    """
    academy administration agency airlines alliance army assembly association
    authority bank board brigade bureau cabinet campaign center centre chamber
    charity church city club coalition college command commission committee company
    confederation conference congress consortium corporation council court department
    directorate division embassy federation firm force forces foundation fund
    garrison government group guard hospital house industries initiative inc
    institute institution
    intelligence journal junta league legislature ltd llc military ministry mission
    mosque movement museum navy network office opposition organisation organization
    panel parliament party police politburo presidency prosecution regime registry
    republic school secretariat senate service services society studio studios
    syndicate team tribunal trust union university utility watchdog treasury
    think-tank llp plc corp co gmbh holdings partners associates laboratory lab
    observatory orchestra theatre theater gallery library brotherhood front
    squad task-force pac caucus cooperative ombudsman regulator
    """
)

# What a medium is called; also organisations.
MEDIA_HEADS = word_set(
    """
    agency news newswire newspaper newspapers paper daily weekly magazine journal
    times post herald tribune gazette chronicle observer telegraph guardian mail
    express courier dispatch sentinel examiner inquirer register bulletin ledger
    globe star sun mirror record review press media broadcaster broadcasting channel
    network radio tv television programme program podcast show website site portal
    outlet wire tabloid report today tonight
    """
)

# Media words that say medium wherever they stand, in lower case too.
SURE_MEDIA = word_set(
    """
    newspaper newspapers newswire magazine broadcaster radio tv television channel
    programme program podcast tabloid media outlet website network daily weekly
    journal press portal news agency
    """
)

# Well-known media whose names hold no such word.
MEDIA = line_set(
    """
    reuters
    agence france presse
    afp
    ap
    associated press
    upi
    dpa
    ansa
    efe
    tass
    itar tass
    interfax
    ria novosti
    xinhua
    kyodo
    yonhap
    kcna
    anadolu
    pti
    bloomberg
    bbc
    cnn
    cnbc
    msnbc
    abc
    cbs
    nbc
    fox
    pbs
    npr
    itv
    rt
    al jazeera
    al arabiya
    politico
    axios
    buzzfeed
    huffpost
    breitbart
    the hill
    vox
    slate
    quartz
    vice
    wired
    time
    newsweek
    people
    vanity fair
    rolling stone
    the atlantic
    the economist
    the new yorker
    new yorker
    variety
    deadline
    le monde
    le figaro
    die zeit
    der spiegel
    spiegel
    bild
    el pais
    la repubblica
    kommersant
    izvestia
    rfe
    rfe rl
    radio free europe
    rferl
    voa
    voice of america
    deutsche welle
    dw
    nhk
    cbc
    rte
    sky
    usa today
    espn
    forbes
    fortune
    vogue
    esquire
    gq
    elle
    business insider
    tmz
    salon
    mother jones
    recode
    the verge
    techcrunch
    gizmodo
    nature
    science
    new scientist
    scientific american
    the lancet
    l equipe
    marca
    talksport
    dazn
    sky sports
    itv news
    the spectator
    the new statesman
    the athletic
    propublica
    the intercept
    the daily beast
    haaretz
    al ahram
    caixin
    c span
    univision
    telemundo
    meet the press
    face the nation
    state of the union
    good morning america
    fox friends
    """
)

# Last words of names of bodies that are common words or adjectives otherwise.
NAME_HEADS = word_set(
    """
    athletic rovers united wanderers fc afc albion palace command transit airlines
    airways railways motors energy marine electric pharma systems technologies solutions
    studios records pictures bancorp capital securities insurance foods brewery works
    shipping line lines ports petroleum mining steel
    """
)

# What may stand beside an acronym without being part of the name.
ACRONYM_KINDS = word_set(
    """
    agency newspaper broadcaster network channel alliance website radio television tv
    station magazine wire newswire group bloc union organisation organization
    """
)

# Texts that speak for whoever issued them.
DOCUMENT_NOUNS = word_set(
    """
    statement report reports account accounts communique article document documents
    release email emails letter memo memorandum tweet tweets post posts study survey
    poll filing complaint lawsuit affidavit indictment transcript remarks comments
    testimony speech editorial brief briefing bulletin reporting analysis message
    dispatch note announcement ad advertisement minutes
    data statistics guidelines guidance findings calculations estimate
    estimates forecast forecasts projection projections modelling modeling research
    review summary audit assessment verdict ruling judgment judgement decision order
    decree notice response reply answer advice plea warning message motto slogan
    opinion allegation allegations claim claims filings records papers suit petition
    application testimony presentation slideshow slides dossier census tally count
    analyses reviews posting postings submission readout transcripts surveys polls
    studies letters memos lawsuits complaints affidavits indictments blog column
    editorials advertisement caption headline motion resolution manifesto proclamation
    """
) | {"op ed"}
