"""More families of red flags (`red_flag_families`): how somebody works, and what they tell."""

from voicedrill.coverage.red_flag_families import OF_PEOPLE, Family, family

OF_WORK: tuple[Family, ...] = (
    family(
        "fake weakness",
        r"no real (?:mistake|weakness|failure)|dressed up|humble.?brag|fake weakness|"
        r"strength .* as a weakness",
        r"perfectionis[tm]",
        r"(?:work|works|worked|working) too (?:hard|much)",
        r"care (?:a bit |a little )?too much",
        r"too (?:dedicated|committed|honest|organised|organized|thorough|detailed|helpful|nice|"
        r"passionate|ambitious)",
        r"(?:my|such|very|too) high (?:a )?standards?",
    ),
    family(
        "bigger machine",
        r"hardware|bigger (?:box|machine|instance|server)|scal(?:e|es|ing) up|vertical scal|"
        r"throws? (?:money|machines)",
        r"(?:scale|scaled|size|sized|bump|bumped)(?: [a-z]+){0,3} up(?: a size| to a)?",
        r"(?:bigger|larger|beefier|faster) (?:box|instance|machine|server|node|disk|cluster|"
        r"database)(?:es|s)?",
        r"(?:add|adding|give|buy|put|need|double|throw)(?: [a-z]+)? (?:the |more |extra |some )?"
        r"(?:memory|ram|cpu|cores|hardware|nodes|servers|machines|boxes|instances|replicas|pods|capacity)",
        r"(?:doubled|doubling|upped|increased|raised|tripled|upgraded) (?:the |its |our )?(?:memory|ram|"
        r"cpu|cores|"
        r"hardware|nodes|servers|machines|box|machine|instance|disks?)",
        r"moved (?:it |that |everything )?(?:on )?to (?:one|a [a-z]+|"
        r"a [a-z]+ [a-z]+) with (?:[a-z0-9]+ )+(?:cores|"
        r"gigs|memory|cpus)",
        r"throw (?:more |some )?(?:hardware|money|servers|machines|resources)",
    ),
    family(
        "all at once",
        r"shotgun|(?:several|many|multiple) (?:things|changes)|everything at once|all at once|big.?bang|"
        r"one big",
        r"all (?:in|at) (?:the |one |same )*(?:one|once|time|go|release|deploy|deployment|night|weekend)",
        r"(?:everything|it all|all of (?:it|them|that)|the lot|them all|the whole [a-z]+) "
        r"(?:at once|in one|together|overnight|at the same|on the same|in a single)",
        r"in (?:one|a single) (?:go|big|release|night|weekend|hit|deploy|deployment|change|evening)",
        r"and (?:then )?see (?:if|what|which|whether) (?:it |of them )?(?:gets?|helps?|works?|sticks?|"
        r"happens?)",
        r"big bang|one big (?:migration|release|change|switch)",
        r"(?:overnight|at night) (?:and|in one|with everything)",
    ),
    family(
        "on the live system",
        r"tests? (?:on|in) production|on production|live (?:database|system|site)|directly on|untested",
        r"(?:straight|directly|right) (?:on|in|into|to|onto) (?:the )?(?:live|production|main|master)",
        r"(?:on|in) (?:the )?(?:live|production)(?: database| system| site| box| server)? (?:directly|"
        r"straight|first)",
        r"(?:test|tests|tested|try|tried|trying|run|ran|push|pushed|change|changed|tweak|edit|"
        r"edited)(?: [a-z]+){0,5}? "
        r"(?:in|on|to|against|with) (?:the |our )?(?:live|production)\b",
        r"(?:without|skip|skipped|no time (?:to|for)) (?:any )?test(?:ing|s)?",
    ),
    family(
        "long hours",
        r"long hours|works? longer|staying late|stays late|overwork|firefight|heroics|burn",
        r"(?:stay|stayed|there|work|worked|working|up|office) (?:[a-z]+ )?(?:until|till|"
        r"past) (?:midnight|one|two|three|four|ten|eleven|late|the early)(?: in the morning)?",
        r"(?:did|do|doing|through|all) (?:the )?(?:evenings|weekends|nights)|(?:evenings|"
        r"nights) and (?:the )?weekends|"
        r"(?:slept|sleep|sleeping) (?:only |about |maybe )?(?:two|three|four|five|hardly)|"
        r"lived on (?:pizza|coffee)",
        r"stay(?:ed|ing)? (?:late|on late|behind)",
        r"(?:worked|working|work) (?:the |all |every |through the |through |at |on )+"
        r"(?:weekends?|nights?|evenings?|saturdays?|sundays?)",
        r"(?:sixty|seventy|eighty|ninety|60|70|80|90|twelve|fourteen|sixteen) hours? (?:a|weeks?|days?|"
        r"shifts?)",
        r"(?:slept|sleep) (?:in|at|under) (?:the|my) (?:office|desk|work)",
        r"(?:all nighter|no days off|longer hours|extra hours|put(?:ting)? in the hours|just (?:work|worked) "
        r"(?:harder|longer|more|late|through))",
        r"whatever it takes|cancelled my (?:leave|holiday)|(?:gave|give) up my (?:weekend|evening|"
        r"holiday)s?|midnight oil|lived? in the office",
    ),
    family(
        "guessing",
        r"guess|random|trial and error|before looking at|without (?:any )?(?:data|evidence)|jumps? (?:to|"
        r"between)",
        r"(?:i )?(?:would )?(?:just )?(?:guess|guessed) (?:it|that|the|at)",
        r"(?:try|tried|change|changed|tweak|tweaked) (?:a few|some|different|various|a couple of|"
        r"a bunch of|random) "
        r"[a-z]+",
        r"(?:usually|mostly|normally|just|always) (?:turn|bounce|try|restart|change|bump|tweak|increase|"
        r"raise|switch|"
        r"reboot|clear) |does the trick|one of (?:them|those) (?:usually|mostly|normally|always|will)",
        r"see (?:what|if (?:it|that)) (?:sticks|helps|works|happens)",
        r"(?:just |first thing (?:i )?(?:would )?(?:do )?(?:is )?)restart",
        r"(?:my gut|gut feeling|poke around|start changing|just try)",
        r"(?:it is |it |that is )?(?:usually|always|probably) (?:the )?(?:database|network|cache|dns|"
        r"garbage collection)",
    ),
    family(
        "for ever",
        r"unbounded|for ?ever\b|never (?:expire|delete)|(?:all|every) events? in memory|grows? without|"
        r"no (?:ttl|limit)",
        r"(?:for ever|forever|indefinitely)",
        r"(?:all|every|each|any)(?: [a-z]+){1,5} (?:we|i|it|you|they)(?: have| had)? ever [a-z]+|"
        r"never (?:[a-z]+ )?(?:expires?|expired|deletes?|deleted|removes?|removed|clean|cleaned|purged?|"
        r"throw)",
        r"(?:just )?(?:keep|kept|stored) (?:all|every|everything|those|them all)",
        r"back to the (?:very )?(?:start|beginning)",
        r"no (?:ttl|expiry|retention|limit|upper bound)",
        r"(?:all|everything|it all|the lot)(?: [a-z]+)? in memory",
    ),
    family(
        "confidential",
        r"confidential|breach|names or identif|identif\w+ the (?:pupil|patient|client|customer|person)|"
        r"privacy of",
        r"(?:his|her|their) (?:full |real |last )?(?:name|surname) (?:is|was) [a-z]{2,}",
        r"(?:mr|mrs|ms) (?!a\b|b\b|x\b|y\b)[a-z]{2,}",
        r"(?:lives?|lived) (?:on|at|in) [a-z]+ (?:street|road|avenue|lane|close)",
        r"(?:i |you )?(?:should not|shouldn t|probably should not) (?:really )?(?:say|tell|name|be telling)",
    ),
    family(
        "private detail",
        r"private detail|overshar|too (?:much|personal)|more .* than was asked|personal (?:detail|life)",
        r"(?:divorced?|divorcing|depress\w*|diagnos\w*|break ?up|broke up|affair|drinking|therap\w+|"
        r"miscarriage|"
        r"bankrupt\w*|anxiety|surgery|chemo\w*|tumour|cancer|custody|panic attacks?|medication)",
        r"(?:husband|wife|partner|girlfriend|boyfriend) (?:had |has )?(?:left|cheated|hit|drank)|"
        r"left (?:me|us) for|on "
        r"(?:tablets|pills|antidepress\w+)|not in a good place|in a (?:dark|bad) place|counsell\w+|"
        r"psychiatr\w+|"
        r"(?:nervous )?breakdown|saw (?:somebody|someone) about it",
        r"my (?:ex|wife left|husband left|marriage)",
    ),
    family(
        "life story",
        r"life story|begins? with (?:school|child)|too far back|irrelevant history",
        r"i was born|(?:i )?grew up|born (?:in|and)",
        r"(?:at|in|from|left|finished) (?:primary |high |secondary |middle |grammar )?school",
        r"as a (?:kid|child|boy|girl)|when i was (?:a |just a )?(?:kid|child|boy|girl|little|six|seven|"
        r"eight|nine|ten|young)",
        r"my (?:parents|childhood)",
    ),
    family(
        "needs",
        r"names? what they need|personal need|needs? instead",
        r"i (?:really |just |do )*need (?:at least|about|around|more|enough|the money|a salary)",
        r"my (?:rent|mortgage|bills|loan|debts?|student loan)",
        r"(?:cost of living|make ends meet|get by|living is expensive|rent (?:is|has|went))",
    ),
    family(
        "only pay",
        r"only about (?:pay|money|hours)|money.?motivat|only (?:the )?(?:pay|salary|perks)|benefits only",
        r"(?:salary|pay|money|package|wage)(?: is| was)? (?:[a-z]+ ){0,3}(?:higher|better|more|good|great)|"
        r"(?:minutes|"
        r"walk|drive|road) from (?:my|where i)",
        r"(?:pays?|paid|paying) (?:better|more|well|a lot)",
        r"(?:about|for|because of) the (?:money|pay|salary|hours|holiday|benefits|perks)",
        r"(?:work|working) from home|remote days|how (?:many|much) (?:holiday|leave|days)",
        r"(?:closer|nearer) to (?:home|me|where i)|(?:shorter|my) commute",
        r"what (?:is|are|s)? ?the (?:salary|pay|hours|holidays?|benefits)",
    ),
    family(
        "nothing to ask",
        r"nothing to ask|no questions (?:of|for|to)|asks? nothing",
        r"no(?: i do not think| not really)?(?: i| any)? ?(?:have )?(?:no |any )?questions",
        r"(?:nothing|not anything)(?: really| else)? (?:comes to mind|springs to mind|from me|to ask)|"
        r"^(?:no )?nothing(?: really| else)?$",
        r"(?:you|i think you)(?: have)? (?:covered|answered|told me) (?:everything|it all|most|all|"
        r"pretty much)",
        r"(?:all|everything) (?:is )?(?:clear|good)|explained (?:it all|everything|all)|(?:cannot|can not|"
        r"not) "
        r"(?:really )?think of (?:anything|any)|not (?:right now|at the moment)|you have been (?:very|so|"
        r"really) clear",
    ),
    family(
        "goes silent",
        r"gives? up|freezes|goes blank|just says? (?:they )?(?:do not|don.t) know",
        r"i (?:have )?no idea",
        r"i (?:just |really |simply )*do not know (?:how|what to|the answer|much|anything|about|it)",
        r"(?:never|not) (?:heard of|come across|seen) (?:it|that|this)",
        r"(?:gone|went|going) blank",
    ),
)

#: In the order in which a deck's wording is tried; the first that it names is taken.
FAMILIES: tuple[Family, ...] = (*OF_PEOPLE, *OF_WORK)


def family_of(wording: str) -> Family | None:
    """The family that a deck's wording, in lower case, names first; None when it names none."""
    return next((one for one in FAMILIES if one.is_named_in(wording)), None)
