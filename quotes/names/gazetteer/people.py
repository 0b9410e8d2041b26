"""Words around and inside the names of people, folded (lower case, no marks)."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set

MALE_HONORIFICS = word_set(
    "mr sir lord king prince sheikh emir sultan father brother baron"
)
FEMALE_HONORIFICS = word_set(
    "mrs ms miss mme madame dame lady queen princess sister baroness duchess"
)
HONORIFICS = (
    MALE_HONORIFICS
    | FEMALE_HONORIFICS
    | word_set("mx dr doctor prof professor rev hon")
)

# Titles and ranks printed before a name. Roles that are also common nouns
# ("president", "spokesman") stand in roles.py.
TITLES = HONORIFICS | word_set(
    """
    sen rep gov pres gen lt col maj sgt cpl pvt capt cmdr adm cdr brig pte pc det
    insp supt sen. atty reverend pastor rabbi imam ayatollah cardinal archbishop
    bishop pope deacon mullah saint st justice hon honorable honourable
    general lieutenant colonel major sergeant corporal private captain commander
    admiral brigadier marshal inspector superintendent constable detective
    vice deputy former ex acting interim then late outgoing incoming
    """
)

SUFFIXES = word_set("jr sr ii iii iv esq phd md qc kc mp mep")

PARTICLES = word_set(
    "de da del della di du des dos das van von der den ter ten la le bin bint ibn al "
    "el abu ben ould zu zur af av y e"
)

# Family names that stand first in the order most English outlets print.
FAMILY_FIRST = word_set(
    """
    kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn
    song yoo hong moon yang bae baek nam ryu noh koo cha chang ju woo min ha
    xi li wang zhang liu chen zhao huang zhou wu xu sun ma zhu hu guo he lin luo
    gao zheng liang xie tang deng feng yu dong xiao cheng cao yuan lu su pan mao
    nguyen tran pham hoang phan vu vo dang bui ngo
    """
)

MALE_NAMES = word_set(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alec alejandro
    aleksandr aleksei alexander alexei alfred ali allan allen alvin amir anatoly anders
    andre andreas andrei andres andrew andrii angus anthony antonio antonis archie
    arnold arthur ashraf austin barack barry bashar ben benjamin bernard bernie bill
    billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno
    bryan byron caleb calvin cameron carl carlos cesar chad charles charlie chester
    chris christian christopher chuck clarence claude clayton clifford clinton clive
    colin conor corey craig curtis dale damian dan daniel danny darrell darren dave
    david dean dennis denys derek dermot diego dimitri dmitri dmitry dmytro dominic don
    donald doug douglas duncan dwight dylan earl ed eddie edgar eduardo edward edwin
    eli elias elliott emil emmanuel enrique eric erik ernest ethan eugene evan federico
    felix fernando floyd francis francisco franco frank franklin fred frederick
    gabriel garrett garry gary gavin gene geoff geoffrey george gerald gerard giovanni
    giuseppe glenn gordon graham grant greg gregory guillermo gus guy hans harold
    harris harry harvey hassan hector henrik henry herbert herman howard hugh hugo
    hussein ian ibrahim igor ilya isaac ismail ivan jack jacob jacques jaime jair jake
    jakob james jamie jan jared jason javier jay jeb jeff jefferson jeffrey jeremy
    jerome jerry jesse jim jimmy joaquin joe joel johan johannes john johnny jon
    jonathan jorge jose josef joseph josh joshua juan julian julio justin karl keith
    ken kenneth kevin khalid kirk klaus konstantin kurt kyle lance larry lars lawrence
    lee leo leon leonard leonid leroy leslie lewis liam lloyd logan lorenzo louis lucas
    luis luiz luke magnus mahmoud malcolm manuel marc marcel marco marcus mario mark
    marshall martin marvin mateo matt matteo matthew matthias maurice max maxim
    mehmet melvin michael michel miguel mike mikhail milan miles mitch mitt mohamed
    mohammad mohammed morris muhammad mustafa mykhailo narendra nathan nathaniel neil
    nelson nicholas nick nicolas nigel nikolai noah noel norman oleg oleh oleksandr
    oleksii oliver olivier omar oscar otto owen pablo pat patrick paul pavel pedro
    percy perry pete peter petro phil philip philippe phillip pierre preston rafael
    ralph ramon randall randy raul ray raymond recep reggie rex ricardo richard rick
    ricky rob robert roberto rod rodney rodrigo roger roland ron ronald ross roy
    rudolf rudy rupert russell ryan salvador sam samuel saul scott sean sebastian
    sergei sergey sergio seth shane shaun shawn shinzo sidney silvio simon spencer
    stanley stefan stephen steve steven stuart sven tariq ted terrence terry theo
    theodore thomas tim timothy toby todd tom tomas tommy tony travis trevor tyler
    valery vernon victor viktor vincent vinod vladimir volodymyr wade wallace walter
    warren wayne wesley wilhelm will willem william willie winston wolfgang xavier
    yevgeny youssef yuri yusuf zachary zack
    jesper jens nils olaf gustav mats lukas tobias florian jurgen gunther rolf ludwig
    rajesh sanjay vijay arjun rahul ravi suresh amit anil kofi kwame babajide tunde
    chidi emeka jomo uhuru hiroshi kenji takashi haruki yoshihide
    """
)

FEMALE_NAMES = word_set(
    """
    abigail adele agnes aisha alexandra alexandria alice alicia alison allison alma
    amanda amber amelia amina amy ana anastasia andrea angela angelina angie anita ann
    anna anne annette annie antonia april ariana ashley audrey ava barbara beatrice
    becky bella bernadette beth betsy betty beverly bonnie brenda bridget brittany
    camila camilla carla carly carmen carol carolina caroline carolyn carrie
    catherine cathy cecilia celia charlotte chelsea cheryl chloe christina christine
    cindy claire clara claudia colleen condoleezza connie constance courtney cristina
    crystal cynthia daisy dana danielle daphne dawn deborah debbie debra deirdre delia
    denise diana diane dianne dolores donna dora doris dorothy edith eileen elaine
    eleanor elena elisabeth elizabeth ella ellen emilia emily emma erica erin esther
    ethel eugenia eva eve evelyn faith fatima felicia fiona florence frances gabriela
    gail genevieve georgia geraldine gertrude gina giorgia gisele gladys glenda gloria
    grace greta gretchen gwen hanna hannah harriet hazel heather heidi helen helena
    helga henrietta hilary hilda hillary holly hope huma ida imogen ines ingrid irene
    irina iris isabel isabella ivanka jackie jacqueline jane janet janice jasmine jean
    jeanette jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn jodi
    josephine joy joyce juanita judith judy julia juliana julie juliet june kaitlin
    kamala karen karin kate katherine kathleen kathryn kathy katie katrina kayla
    kellyanne kelly kerry kim kimberly kirsten kristen kristin krystal laura lauren
    laurie leah leila lena lesley leslie leticia lila lillian lily linda lindsay
    lindsey lisa liz lois lorena loretta lorraine louisa louise lucia lucille lucy
    luisa lydia lynn mabel madeleine magdalena malala malia mandy marcia margaret
    maria mariam mariana marie marilyn marina marion marjorie marlene marsha martha
    mary matilda maureen maxine maya megan meghan melania melanie melinda melissa
    mercedes meredith mia michelle mildred mina miranda miriam molly monica monika
    nadia nancy naomi natalia natalie natasha nicola nicole nina nora norma octavia
    olga olivia olena oksana pamela patricia paula pauline peggy penelope penny petra
    phyllis polly priscilla priya rachel ramona rebecca regina renee rhonda rita
    roberta robin rosa rosalind rose rosemary roxanne ruth sabrina sally samantha sandra
    sara sarah selena serena shannon sharon sheila shelley sherry shirley silvia simone
    sofia sonia sophia sophie stacey stella stephanie sue susan susana susanna
    suzanne sybil sylvia tamara tammy tanya tara tatiana teresa tess theresa tiffany
    tina tracy tricia ulrike ursula valentina valerie vanessa vera veronica victoria
    viola virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yulia
    yvonne zoe
    ingeborg astrid sigrid annika katarzyna agnieszka svetlana ludmila ekaterina
    yekaterina aung lakshmi indira sunita anjali ngozi amara chiamaka yuko yuriko
    """
)

# First names that open sentences more often as verbs.
ALSO_VERBS = word_set("will may hope sue rob grant chase")

# First names of women and men alike: they tell no gender.
UNISEX = word_set(
    """
    lee leslie robin kim chris alex sam pat jordan taylor casey kelly dana jamie jean
    tracy kerry shannon stacy terry sandy jackie jan sasha nikita andrea nicola val drew
    blair morgan riley avery cameron dale hilary jody lindsay lynn marion meredith
    sidney vivian noel francis jesse jessie frankie ashley
    """
)
