"""Families of red flags that show in a sentence: what a deck calls them, and what such an answer says.

Here those of how somebody speaks of people and of themselves; those of how they work, and of what they tell,
are in `red_flag_habits`. Patterns run over one sentence's tokens: lower case, no punctuation, filled pauses
and auxiliaries left out ("it's his" is "it his", "wasn't" is "was not"). The phrases are this project's own,
written from lists of what interviewers hold against an answer.
"""

import re
from dataclasses import dataclass
from functools import cache

# Who gets the blame: a group, a role, a firm. "We", "I" and "my" are nobody else.
_ROLE = (
    r"(?:vendor|supplier|provider|contractor|consultant|agency|team|manager|boss|director|lead|dba|ops|"
    r"operation|"
    r"developer|engineer|tester|qa|network|colleague|management|customer|client|user|parent|mum|mother|"
    r"dad|father|"
    r"family|pupil|student|junior|intern|trainee|predecessor|nurse|doctor|registrar|night shift|day shift|"
    r"warehouse|depot|head office|department|hr|finance|sale|marketing|legal|security|salesperson|guy|driver|"
    r"temp|partner|company|school)s?"
)
_WHO = (
    r"(?:(?:the|that|those|their|his|her|this|another|some|one of the|one of our|my|our) )?"
    rf"(?:(?:other|old|new|previous|last|whole|third party|[a-z]+) )?{_ROLE}"
)
_SOMEBODY = rf"(?:{_WHO}|they|he|she|somebody else|someone else)"
_VERY = r"(?:(?:really|all|entirely|completely|basically|just|always|pretty|honestly|clearly|mostly) )*"
_DID_WRONG = (
    r"(?:did not|had not|have not|has not|were not|was not|would not|could not|never|forgot|failed|"
    r"messed|broke|"
    r"screwed|dropped|ignored|refused|took too long|took ages|kept changing|got it wrong|made a mistake)"
)
_THE_BOSS = (
    r"(?:my|the|our) (?:[a-z]+ )?(?:manager|boss|lead|director|supervisor|head of [a-z]+|senior|cto|vp)"
)
_THINGS = r"(?:it|that|this|them|him|her|things|everything|the [a-z]+(?: [a-z]+)?)"


compiled = cache(re.compile)
"""A regular expression, compiled once, when it is first needed."""


@dataclass(frozen=True)
class Family:
    """``named``: what a deck calls such a flag. ``patterns``: what such an answer says in a sentence.

    ``least``: how many times it must be said before it is a pattern. Both are compiled when first used: most
    questions have no red flags.
    """

    name: str
    named: str
    phrases: str
    least: int = 1

    def is_named_in(self, wording: str) -> bool:
        """Whether a deck's wording, in lower case, calls a flag of this family."""
        return bool(compiled(self.named).search(wording))

    @property
    def patterns(self) -> re.Pattern[str]:
        """What such an answer says."""
        return compiled(self.phrases)


def family(name: str, named: str, *patterns: str, least: int = 1) -> Family:
    """A family from its patterns, each of whole words; ``named`` is tried from the start of a word on."""
    joined = "|".join(rf"(?:{pattern})" for pattern in patterns)
    return Family(name, rf"\b(?:{named})", rf"\b(?:{joined})\b", least)


#: In the order in which a deck's wording is tried; the first that it names is taken.
OF_PEOPLE: tuple[Family, ...] = (
    family(
        "blame",
        r"blam|pins? the|puts the (?:failure|fault)|point\w* (?:the )?finger|finger.?point|faults? others|"
        r"deflect|(?:somebody|someone) else's fault|excuses?\b|victim|(?:no|lacks?|lack of|avoids?|dodges) "
        r"(?:ownership|accountab\w+|responsib\w+)|owns? nothing",
        rf"(?:because|since|as) {_SOMEBODY} {_DID_WRONG}",
        rf"{_SOMEBODY} {_VERY}(?:{_DID_WRONG} (?:their|his|her|it|us|me|to (?:tell|warn|test|check|do))|"
        rf"caused|"
        r"never (?:told|tells|warned|said))",
        r"(?:anybody|anyone|everybody|everyone) (?:could|would|makes?|does) (?:have )?(?:made?|done?)? ?"
        r"(?:that|this|these|such)? ?mistakes?",
        r"(?:really|all|just) (?:the|that) (?:[a-z]+ )?(?:computer|system|program|software|tool|weather|"
        r"traffic)",
        rf"{_VERY}(?:{_WHO}|their|his|her|theirs) (?:own )?(?:fault|mistake|doing|failure)",
        rf"(?:fault|mistake) of {_WHO}",
        rf"(?:i|we) {_VERY}(?:would )?blame(?:d)? (?!my|our|free)",
        rf"{_SOMEBODY} (?:is |are |was |were )?to blame",
        rf"(?:down to|because of) {_WHO}",
        rf"{_SOMEBODY} (?:totally |really |just |completely )?(?:let (?:us|me) down|messed|screwed|"
        rf"dropped the ball)",
        rf"{_SOMEBODY} should have (?:told|checked|known|caught|done|warned|tested|said|noticed|been)",
        r"(?:not|never) (?:really )?(?:my|our) (?:fault|problem|job|mistake|doing)",
        r"nothing (?:to do with (?:me|us)|i could|we could|that i could)",
        r"out of my (?:hands|control)",
        r"(?:coming|comes|came|decided|handed down) from (?:above|head office|the top|higher up|upstairs|"
        r"management)",
        r"(?:not|never) (?:really )?(?:my|our) (?:idea|choice|decision|call)|shoot (?:me|the messenger)",
        r"(?:get|got) what you (?:pay|paid) for|(?:did|done) my (?:bit|part)",
        r"(?:lot|team|guys|people|department|vendor|supplier) took (?:[a-z]+ )?(?:weeks?|months?|"
        r"days?|ages|forever)",
        r"(?:what goes on|what is going on|problems?|trouble) at home",
        rf"{_WHO} (?:is |are |was |were )?(?:the )?(?:real |whole )?(?:problem|issue|cause)",
        rf"if {_SOMEBODY} had (?:just |only )?(?:told|done|checked|tested|listened|warned|been)",
        r"(?:that|it|this)(?: is| was)? (?:really |all |totally )*on (?:them|him|her|the vendor|"
        r"the [a-z]+ team)",
        r"(?:nobody|no one) (?:had )?(?:ever )?(?:told|warned) (?:me|us)|(?:i|we) (?:was |"
        r"were )?(?:never|not) (?:told|given|warned|trained)",
        r"(?:did not|never) (?:do|did) (?:their|his|her) (?:job|part|bit)",
        r"unrealistic (?:deadline|target|plan|brief)s?|(?:not|never) (?:have|given|get) (?:the|enough|"
        r"proper) (?:resources|support|time|people)",
    ),
    family(
        "delay",
        r"delay|wait and see|waits? (?:to see|until it)|slow to|puts? (?:it )?off|procrastinat|hesitat",
        r"wait and see",
        r"see (?:how|if|whether) (?:it|things|he|she|they|the [a-z]+) (?:goes?|gets?|improves?|settles?|"
        r"picks?|"
        r"develops?|feels?|comes?|sorts?|calms?)",
        r"leave (?:it|him|her|them|that) (?:for )?(?:a|an|until|till|to|overnight|another)",
        r"give (?:it|him|her|them) (?:a|an|another|some) (?:few|bit|while|hour|day|week|couple|time|half)",
        r"wait(?:ed)? (?:a|another|until|till|for) (?:few|bit|while|hour|day|week|couple|half|the next|"
        r"the morning|"
        r"tomorrow|monday|ward round)",
        r"(?:did not|not) want to (?:bother|disturb|wake)",
        r"it can wait|come back to it later|leave it (?:for now|alone)|see how (?:it|they|he|she)",
    ),
    family(
        "over their head",
        r"(?:goes|went|going) over|over (?:their|his|her|the) head|before the two|behind (?:their|his|her)",
        rf"(?:went|go|going) (?:straight |right |directly )?(?:over|to) (?:(?:their|his|her|the) head|"
        rf"{_THE_BOSS}|hr)",
        r"over (?:their|his|her) head",
        rf"(?:reported|complained|escalated|emailed|told|rang|copied|cc|"
        rf"looped)(?: [a-z]+){{0,3}}? {_THE_BOSS}",
    ),
    family(
        "permission",
        r"permission|consensus|approval|waits? (?:for|to)|waiting|escalat|defer|authority|told what to do|"
        r"(?:no|lacks?) (?:initiative|autonomy)|sign.?off|told to\b|say.?so",
        r"(?:i|we) (?:just |would |had to |have to |always )*(?:waited|wait) (?:for|until|to|till)",
        r"(?:until|till|before|unless) (?:my|the|a|somebody|someone)(?: [a-z]+)? ?(?:manager|boss|lead|"
        r"director|senior)?"
        r" ?(?:had |has )?(?:told|tells|said|says|asked|asks|approved|approves|agreed|agrees|signed|signs) ",
        rf"(?:ask|asked|checked|check) (?:with )?{_THE_BOSS} (?:first|before|if|whether|what|for|to)",
        r"(?:ask|asked|need|needed|get|got|wait|waited)(?: for)? (?:the |their |his |her )?"
        r"(?:permission|approval|sign off|go ahead|green light)",
        rf"(?:straight|right|immediately)(?: away| up)? (?:to|for) {_THE_BOSS}",
        rf"(?:escalate|escalated|hand|handed|pass|passed|take|took|bring|brought|get|got)(?: [a-z]+){{0,3}}? "
        rf"(?:to|up to|in) {_THE_BOSS}",
        r"(?:that|it) (?:is |was )?not (?:really )?my (?:decision|call|place)",
        r"above my (?:pay grade|level)",
        r"not for me to|i am only (?:the|a|an)|wait(?:ed|ing)? on (?:my|him|her|"
        r"(?:the )?(?:[a-z]+ )?(?:manager|boss|lead|director))",
        r"(?:get|got|fetch|fetched|call|called) (?:the|my) (?:[a-z]+ )?(?:manager|boss|supervisor|lead|"
        r"duty manager)",
        r"(?:went|go) (?:straight )?to (?:the|my) (?:[a-z]+ )?(?:manager|boss|supervisor|lead|director)",
        r"do (?:whatever|what) (?:they|he|she|my manager|my boss|i am) (?:say|says|said|told|tell)",
        r"(?:run|ran) it (?:past|by) (?:my|the)|(?:get|got|need|needed) (?:the|an|his|her|their) (?:okay|"
        r"ok|go ahead|say so|nod)",
        r"(?:asked|ask) (?:if|whether) (?:i|we) (?:could|can|may|was allowed|were allowed)|(?:not|"
        r"never) (?:want|wanted) to overstep",
        r"(?:up to|down to) (?:my|the) (?:manager|boss|lead|director)",
    ),
    family(
        "kept local",
        r"kept local|not shared|one team|nobody else will|lessons down|silo|hoards?|keeps? .* to (?:him|"
        r"her|them)sel",
        r"(?:our|my) own (?:[a-z]+ )?(?:folder|notes|drive|wiki|notebook|channel)",
        r"(?:in|at the bottom of) (?:the|a|my) drawer",
        r"(?:never|not)(?: really| actually)?(?: got (?:round|around) to)?(?: to)? (?:shared?|sharing|"
        r"sent|send|sending|"
        r"publish[a-z]*|present[a-z]*|circulat[a-z]*)",
        r"kept (?:it|that|them|this) (?:to|within|in|inside|between) (?:ourselves|myself|us|the team|our)",
        r"just (?:for|between) us",
    ),
    family(
        "dodging",
        r"leav\w+ .* to others|somebody else|someone else|hands? .* (?:off|over)|avoid|dodg|evas|evad|"
        r"sidestep|"
        r"passes the|pass\w* (?:it|the \w+) (?:on|to)|conflict avoid|not (?:my|their) job|refuses? to answer|"
        r"does ?n.t answer|never answers",
        rf"{_VERY}(?:hr|their|his|her|twilio|{_WHO}) (?:job|problem|thing|responsibility|call|decision)",
        rf"(?:is|was|be) {_VERY}hr",
        r"[a-z]+ (?:is |was )?really hr",
        rf"(?:i|we) (?:would |just |usually |always )*(?:leave|left) {_THINGS} (?:with|to) (?:them|hr|"
        rf"him|her|the|my)",
        rf"(?:i|we) (?:would |just |usually |always )*(?:passed|pass|handed|hand) {_THINGS} "
        r"(?:on|over|off|up|back)? ?to",
        r"not (?:really )?(?:my|our) (?:job|area|place|department|problem)",
        r"(?:i|we) (?:just )?(?:let|had|got) (?:my (?:manager|boss)|hr|somebody else|someone else|her|"
        r"him|them) "
        r"(?:to )?(?:deal|handle|tell|sort|do|make|take|break)",
        r"(?:hr|my manager|my boss|somebody else|someone else) "
        r"(?:dealt|handled|told|sorted|did|made|took|decided|broke)",
        r"(?:stayed|keep|kept|stay) (?:well )?(?:out of (?:it|that|the way)|quiet|my head down)",
        r"(?:i|we) (?:just |always |usually |try to |tend to |would )*(?:avoid|avoided|steer clear of|"
        r"ducked)",
        r"(?:rather|prefer) not (?:to )?(?:say|talk|answer|discuss|go into|get into)",
        r"not (?:really )?(?:want|like) to (?:say|talk about|go into|discuss|get into)",
        r"(?:cannot|can not|could not) (?:really )?(?:think of|remember) (?:one|any|a|an|anything)",
        r"not my (?:decision|call)",
        r"(?:not|that i|that we) (?:[a-z]+ )?(?:say|call) (?:it |that |anything |"
        r"any of it )?(?:was )?(?:wrong|a mistake|a failure)",
        r"(?:everything|it) (?:is |was )?(?:all )?a learning (?:experience|curve)|perfectionis[tm]",
        r"do not (?:really )?(?:like|do) (?:conflict|confrontation|arguments)",
        r"(?:can|could) not (?:really )?comment|not (?:want|"
        r"like) to comment",
        r"(?:not sure|do not think|not think) (?:that )?i (?:have )?(?:really |ever )*(?:had|have|made|"
        r"failed) "
        r"(?:one|any|a\b)|next question|rather (?:look|talk|focus|speak)|"
        r"every (?:case|situation|person) is different|there are (?:so )?many (?:ways|answers)",
    ),
    family(
        "apology",
        r"apolog|sorry|ashamed|embarrass|defensive",
        r"(?<!said )(?:i (?:am )?(?:so |really |very |just )*sorry|(?<!i )(?:so |really |very )sorry|"
        r"i apologi[sz]e)(?! to hear)",
        r"sorry (?:about|if|for(?! your)|i(?! (?:was |am )?to hear)|that|for the)",
        r"(?:my apologies|forgive me|i am ashamed|i am embarrassed|not proud of)",
        r"(?:i )?know (?:it|this|that|the gap|how it|how that|how this) (?:looks|sounds|look|"
        r"sound) (?:[a-z]+ )?"
        r"(?:bad|weird|odd|terrible|awful|strange|poor)",
        r"(?:looks|look) bad on my",
    ),
    family(
        "hedging",
        r"hedg|unsure|wishy|no conviction|not committ|uncertain|indecisi|lacks? (?:confidence|conviction)",
        r"i (?:do |am )?not (?:really |quite |too |entirely )?(?:know|sure)",
        r"i (?:guess|suppose|would guess)",
        r"(?:kind|sort) of",
        r"(?:maybe|perhaps|possibly|hopefully|probably)",
        r"more or less",
        r"or something(?: like that)?",
        r"it depends",
        r"could be wrong|not an expert|arguably|in a way|do not quote me|as such|possibly not",
        least=2,
    ),
    family(
        "bad-mouthing",
        r"bad.?mouth|speaks? (?:badly|ill)|slags? off|runs? (?:\w+ ){0,3}down\b|negative (?:about|towards)|"
        r"trashes|slander|criticis|disrespect|without respect|negative about|rants?\b|"
        r"personal attack|described? as (?:difficult|lazy)|resent|insult",
        r"(?:clown|muppet|joker|fool|moron|jerk|prat|twit|dinosaur|dead wood|waste of space|jobsworth)s?",
        r"(?:could not|can not|cannot) (?:spell|organise|manage|count|run|be bothered)",
        r"(?:idiot|incompetent|clueless|toxic|pathetic|dysfunctional|"
        r"micromanag(?:er|ing|ed?))s?",
        rf"(?:{_SOMEBODY}|place) (?:is |was |were |are )?(?:a |an |such a |just |really |so |"
        rf"absolutely |totally )*"
        r"(?:terrible|awful|rubbish|nightmare|joke|mess|disaster|difficult|hard work|impossible|horrible|"
        r"dreadful|"
        r"stupid|useless|lazy|hopeless|a pain|hard to work with|arrogant|chaos|shambles)",
        r"(?:a nightmare to work|hated (?:my|him|her|them|working)|worst (?:boss|manager|team|company|"
        r"place|job))",
        r"(?:no|not (?:have )?a|without a) (?:idea|clue) (?:what|how)",
        r"not (?:really )?(?:know|understand) what (?:he|she|they) (?:was |were |is |are )?doing",
        r"(?:glad|happy|relieved) to (?:be out|get out|leave|see the back)",
        r"(?:he|she|they|boss|manager) (?:just |really )*(?:did not|does not|never) (?:care|pull (?:his|"
        r"her|their) weight|listen)",
        r"control freak|power trip|know it all|drama queen|stuck in (?:his|her|their) ways|"
        r"one of those people",
        r"(?:not|never) (?:really )?up to (?:it|the job)|out of (?:his|her|their) depth|(?:not|"
        r"never) (?:have )?(?:had )?a clue|bull(?:y|ies)",
    ),
    family(
        "complaining",
        r"complain|moan|whin(?:es|ing)|vent(?:s|ing)?\b|gossip|behind .* back",
        r"(?:i|we|us) (?:all |just |always |would )*(?:moan|complain|vent|rant|gossip|grumble)(?:ed|"
        r"ing)? (?:about|to|with|together|a bit)",
        r"behind (?:his|her|their) back",
        r"(?:i|we) (?:told|would tell) (?:everyone|everybody|the others|my colleagues|the whole)",
        r"we all (?:said|agreed|thought|knew|talked)",
        r"way too (?:much|many)|(?:so|totally|really|just) unfair|(?:was|is) (?:so |really |just )?unfair|"
        r"fed up|sick of|"
        r"nobody (?:ever )?listens?|nobody (?:ever )?listened|nobody could have|ridiculous|unbearable|"
        r"treated like|"
        r"dumped (?:it |that |everything )?on (?:me|us)|piling (?:it |more )?on",
    ),
    family(
        "memory",
        r"memory plan|from memory|keeps? .* (?:in the|in their|in his|in her) head|not written down|"
        r"in the head",
        r"in my head",
        r"(?:i )?(?:just |can )*remember (?:it|everything|most|things|all)",
        r"(?:never|not)(?: really)? write (?:it|things|anything|that|them|stuff)",
        r"not (?:really )?(?:use|need) (?:a |any )?(?:list|plan|tool|document|spreadsheet)",
    ),
    family(
        "alone",
        r"alone|solo\b|(?:takes?|claims?) (?:all |the )*credit|by (?:him|her|them)sel|does it all|"
        r"no delegat|hero\b(?! story)|cowboy|rogue|"
        r"without (?:telling|asking|informing)|lone wolf",
        r"(?:do|did|done|does|doing|fix|fixed) (?:it|them|that|everything|this|all of it) (?:all )?"
        r"(?:by |all by |on )?(?:myself|my own)",
        r"(?:nobody|no one) else (?:could|can|knew|know|was|is|would|has|had|does|did)",
        r"single handed(?:ly)?|(?:[a-z]+ed|did|built|ran|made) (?:[a-z]+ ){1,4}(?:all )?(?:on my own|"
        r"by myself)",
        r"(?:quicker|faster|easier|better|rather) (?:to |if i |just |if )*(?:do|did) (?:it|that|them) myself",
        r"(?:redoing|redo|end up doing) (?:it|them|everything)",
        r"(?:not|never) (?:tell|told|ask|asked|inform|informed|involve|involved) (?:anybody|anyone|"
        r"the team|my)",
        r"without (?:telling|asking|informing|checking with) (?:anybody|anyone|the|my|him|her|them)",
        r"not (?:really )?(?:like|trust|want) (?:to )?(?:delegat[a-z]*|hand(?:ing)? (?:it|things)|"
        r"(?:other )?people)",
        r"(?:ask|beg)(?:ed)? (?:for )?forgiveness",
        r"i did everything",
    ),
    family(
        "all went well",
        r"no setback|no (?:failure|problem|difficult|challenge|conflict)s?\b(?! plan| hand)|went perfectly|"
        r"perfectly to plan|"
        r"happy path only",
        r"(?:everything|it|all|the whole thing) (?:all )?(?:went|worked|ran) (?:really |so |very |"
        r"absolutely |just )*"
        r"(?:perfectly|smoothly|well|fine|to plan|exactly|like clockwork|brilliantly)",
        r"(?:without|not) (?:a|any|a single) (?:hitch|problem|issue|hiccup|glitch)s?",
        r"no (?:problems|issues|hiccups|surprises|difficulties)",
        r"nothing (?:really )?went wrong",
        r"like clockwork|flawless(?:ly)?",
    ),
    family(
        "overclaiming",
        r"overclaim|exaggerat|pretend|myth|inflat|claims? (?:experience|credit|more)|boast|arrogan",
        r"exactly once(?: all the way)?",
        r"(?:guaranteed?|guarantees|flawless|flawlessly)",
        r"(?<!you )know(?:s|n)? (?:everything|all of it|it all|it inside out)",
        r"(?:never|not) (?:had|have|made|seen|lost|get|got) (?:a |any |one |a single )*"
        r"(?:bug|bugs|problem|problems|failure|mistake|mistakes|outage|issue|issues)",
        r"(?:a |one )?hundred percent (?:sure|certain|safe|reliable|of the time|confident)",
        r"(?:always works|cannot fail|can not fail|never fails?|zero risk|bulletproof|no risk)",
        r"(?:basically|pretty much|more or less|really|exactly|essentially|"
        r"just)? ?(?:is )?the same (?:thing )?"
        r"(?:as|really|more or less|basically)",
        r"(?:i am |probably |i )(?:an expert|the best|a natural|brilliant)",
        r"all (?:me|down to me|my doing|my idea)|before i (?:came|joined|arrived|started) (?:nothing|"
        r"nobody|no one|"
        r"it was)|nobody(?: else)? (?:there |here )?(?:who )?could have|i (?:pretty much|practically|"
        r"single handedly) "
        r"[a-z]+ed",
        r"(?:i )?basically (?:built|wrote|did|ran|saved) (?:it|the whole|everything)|"
        r"best in the (?:company|country|world)",
    ),
    family(
        "dismissing",
        r"dismiss|easy to pick up|trivial|underestimat|belittl|shrugs?|downplay",
        rf"(?<!keep )(?<!kept )(?<!make )(?:that|it|this)(?: is)? {_VERY}(?:easy|trivial|nothing|"
        rf"no big deal|simple|straightforward|"
        rf"not hard|"
        r"not (?:that |really )?(?:difficult|complicated))",
        r"(?:pick (?:it|that|this) up|learn (?:it|that|this)) (?:in (?:a|two|three|an|no)|over a|quickly|"
        r"as i go)",
        r"how hard can (?:it|that)",
        r"not (?:exactly )?rocket science",
        r"(?:anyone|anybody|everybody|everyone) can (?:do|learn|pick)",
        r"(?:is|it) (?:just|only) (?:yaml|config|configuration|a tool|another|a matter)",
        r"(?:overrated|not that important|does not (?:really )?matter (?:that )?much|not a big deal)",
    ),
)
