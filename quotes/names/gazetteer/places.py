"""States with their capitals and demonyms, and other places often in the news."""

from __future__ import annotations

from quotes.names.gazetteer.words import line_set, word_set

# state | capital | demonym(s). A capital speaks for its state; so does, as an
# adjective, its demonym.
_STATES = """
Afghanistan|Kabul|Afghan
Albania|Tirana|Albanian
Algeria|Algiers|Algerian
Argentina|Buenos Aires|Argentine,Argentinian
Armenia|Yerevan|Armenian
Australia|Canberra|Australian
Austria|Vienna|Austrian
Azerbaijan|Baku|Azerbaijani,Azeri
Bahrain|Manama|Bahraini
Bangladesh|Dhaka|Bangladeshi
Belarus|Minsk|Belarusian
Belgium|Brussels|Belgian
Bolivia|La Paz|Bolivian
Bosnia|Sarajevo|Bosnian
Brazil|Brasilia|Brazilian
Britain|London|British
Bulgaria|Sofia|Bulgarian
Cambodia|Phnom Penh|Cambodian
Canada|Ottawa|Canadian
Chile|Santiago|Chilean
China|Beijing|Chinese
Colombia|Bogota|Colombian
Congo|Kinshasa|Congolese
Costa Rica|San Jose|Costa Rican
Croatia|Zagreb|Croatian
Cuba|Havana|Cuban
Cyprus|Nicosia|Cypriot
Czech Republic|Prague|Czech
Denmark|Copenhagen|Danish
Ecuador|Quito|Ecuadorian
Egypt|Cairo|Egyptian
England||English
Estonia|Tallinn|Estonian
Ethiopia|Addis Ababa|Ethiopian
Finland|Helsinki|Finnish
France|Paris|French
Georgia|Tbilisi|Georgian
Germany|Berlin|German
Ghana|Accra|Ghanaian
Greece|Athens|Greek
Guatemala||Guatemalan
Haiti|Port-au-Prince|Haitian
Hungary|Budapest|Hungarian
Iceland|Reykjavik|Icelandic
India|New Delhi,Delhi|Indian
Indonesia|Jakarta|Indonesian
Iran|Tehran|Iranian
Iraq|Baghdad|Iraqi
Ireland|Dublin|Irish
Israel|Jerusalem|Israeli
Italy|Rome|Italian
Japan|Tokyo|Japanese
Jordan|Amman|Jordanian
Kazakhstan|Astana|Kazakh
Kenya|Nairobi|Kenyan
Kosovo|Pristina|Kosovar
Kuwait|Kuwait City|Kuwaiti
Kyrgyzstan|Bishkek|Kyrgyz
Laos|Vientiane|Laotian
Latvia|Riga|Latvian
Lebanon|Beirut|Lebanese
Libya|Tripoli|Libyan
Lithuania|Vilnius|Lithuanian
Malaysia|Kuala Lumpur|Malaysian
Mali|Bamako|Malian
Mexico|Mexico City|Mexican
Moldova|Chisinau|Moldovan
Mongolia|Ulaanbaatar|Mongolian
Montenegro|Podgorica|Montenegrin
Morocco|Rabat|Moroccan
Myanmar|Naypyidaw|Burmese
Nepal|Kathmandu|Nepali
Netherlands|The Hague,Amsterdam|Dutch
New Zealand|Wellington|
Nicaragua|Managua|Nicaraguan
Niger|Niamey|Nigerien
Nigeria|Abuja|Nigerian
North Korea,DPRK|Pyongyang|North Korean
North Macedonia|Skopje|Macedonian
Norway|Oslo|Norwegian
Oman|Muscat|Omani
Pakistan|Islamabad|Pakistani
Palestine|Ramallah|Palestinian
Panama|Panama City|Panamanian
Peru|Lima|Peruvian
Philippines|Manila|Philippine,Filipino
Poland|Warsaw|Polish
Portugal|Lisbon|Portuguese
Qatar|Doha|Qatari
Romania|Bucharest|Romanian
Russia,Russian Federation|Moscow|Russian
Rwanda|Kigali|Rwandan
Saudi Arabia|Riyadh|Saudi
Scotland|Edinburgh|Scottish
Senegal|Dakar|Senegalese
Serbia|Belgrade|Serbian
Singapore||Singaporean
Slovakia|Bratislava|Slovak
Slovenia|Ljubljana|Slovenian
Somalia|Mogadishu|Somali
South Africa|Pretoria|South African
South Korea|Seoul|South Korean
South Sudan|Juba|South Sudanese
Spain|Madrid|Spanish
Sri Lanka|Colombo|Sri Lankan
Sudan|Khartoum|Sudanese
Sweden|Stockholm|Swedish
Switzerland|Bern|Swiss
Syria|Damascus|Syrian
Taiwan|Taipei|Taiwanese
Tajikistan|Dushanbe|Tajik
Tanzania|Dodoma|Tanzanian
Thailand|Bangkok|Thai
Tunisia|Tunis|Tunisian
Turkey,Türkiye|Ankara|Turkish
Turkmenistan|Ashgabat|Turkmen
Uganda|Kampala|Ugandan
Ukraine|Kyiv,Kiev|Ukrainian
United Arab Emirates,UAE,U.A.E.|Abu Dhabi|Emirati
United Kingdom,UK,U.K.|London|British
United States,US,U.S.,USA,America,United States of America|Washington|American
Uruguay|Montevideo|Uruguayan
Uzbekistan|Tashkent|Uzbek
Venezuela|Caracas|Venezuelan
Vietnam|Hanoi|Vietnamese
Wales|Cardiff|Welsh
Yemen|Sanaa|Yemeni
Zambia|Lusaka|Zambian
Zimbabwe|Harare|Zimbabwean
European Union,EU,E.U.|Brussels|European
"""

US_STATES = word_set(
    """
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida
    Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine
    Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
    Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia
    Washington Wisconsin Wyoming
    """
)

PLACES = line_set(
    """
    Africa
    Asia
    Europe
    North America
    South America
    Latin America
    Central America
    Middle East
    Western Europe
    Eastern Europe
    Southeast Asia
    Antarctica
    New Hampshire
    New Jersey
    New Mexico
    New York
    North Carolina
    North Dakota
    Rhode Island
    South Carolina
    South Dakota
    West Virginia
    Puerto Rico
    Los Angeles
    Chicago
    Houston
    Phoenix
    Philadelphia
    San Antonio
    San Diego
    Dallas
    San Francisco
    Seattle
    Denver
    Boston
    Detroit
    Las Vegas
    Miami
    Atlanta
    Cleveland
    Pittsburgh
    Baltimore
    Milwaukee
    Orlando
    Tampa
    Cincinnati
    St. Louis
    New Orleans
    Salt Lake City
    Des Moines
    Manhattan
    Brooklyn
    Queens
    Bronx
    Staten Island
    Long Island
    New York City
    Silicon Valley
    Capitol Hill
    Wall Street
    Hollywood
    Broadway
    Manchester
    Birmingham
    Liverpool
    Glasgow
    Leeds
    Bristol
    Sydney
    Melbourne
    Toronto
    Montreal
    Vancouver
    Mumbai
    Shanghai
    Hong Kong
    Istanbul
    Aleppo
    Mosul
    Benghazi
    Gaza
    West Bank
    Crimea
    Donbas
    Kharkiv
    Odesa
    Munich
    Frankfurt
    Hamburg
    Milan
    Barcelona
    Geneva
    Zurich
    Trump Tower
    Mar-a-Lago
    Great Britain
    Northern Ireland
    Baltic
    Balkans
    Caucasus
    Siberia
    Kashmir
    Tibet
    Sahel
    Arctic
    Rust Belt
    Bible Belt
    Midwest
    Deep South
    West Coast
    East Coast
    """
)

# Seats of government that speak for themselves, never for the state behind them.
SEATS = frozenset(
    """Kremlin;White House;Pentagon;Downing Street;Capitol;Elysee;Élysée;Whitehall;
    Foggy Bottom;Vatican;Blue House;Quai d’Orsay;Buckingham Palace;Bundestag;Knesset;
    Duma;Rada;State Duma;Verkhovna Rada;Supreme Court;Westminster;Holy See""".replace(
        "\n    ", ""
    ).split(";")
)

STATE_NAMES: dict[str, tuple[str, ...]] = {}
"""Any name of a state, as printed, to all names of that state."""
CAPITALS: dict[str, tuple[str, ...]] = {}
"""Capital, as printed, to the names of its state."""
DEMONYMS: dict[str, tuple[str, ...]] = {}
"""Demonym, as printed, to the names of its state."""

for _line in _STATES.strip().splitlines():
    _names, _capitals, _demonyms = (part.split(",") for part in _line.split("|"))
    for _name in _names:
        STATE_NAMES[_name] = tuple(_names)
    for _key, _table in ((_capitals, CAPITALS), (_demonyms, DEMONYMS)):
        for _word in filter(None, _key):
            _table[_word] = (*_table.get(_word, ()), *_names)
