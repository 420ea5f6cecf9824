"""Patterns of plainly spoken text that tell what a passage does: set a scene, act, end, look back.

Each pattern reads text of `phrasing` (lower case, contractions written out, a space between words). They name
what people say when they tell anything, not what the stories are about. English only; own rules, chosen on
the answers that docs/beats.md names.
"""


def one_of(*alternatives: str) -> str:
    """A pattern that matches any of the alternatives, whole words only."""
    return rf"\b(?:{'|'.join(alternatives)})\b"


def _words(text: str) -> str:
    return "(?:" + "|".join(text.split()) + ")"


_PAST = _words(
    "[a-z]+[a-df-z]ed agreed went made took gave came saw found kept put ran wrote read built rebuilt "
    "brought bought caught taught held left met paid sent sold set sat spoke spent stood began broke chose "
    "drew drove let cut did got told said rang led dug stuck shut threw rode flew lent laid split hung woke "
    "hid fought sought wound fed dealt"
)
#: States of mind and standing: in the past tense, but nothing that was done.
_STATES = _words(
    "wanted needed liked loved hated believed seemed used owned lived enjoyed worried hoped expected "
    "happened joined inherited noticed realised realized learned got supposed ended managed remembered"
)
_ADVERBS = (
    "(?:(?:also|then|even|always|soon|first|immediately|personally|myself|quickly|actively|deliberately|"
    "carefully|gradually|slowly|never|not|did not|went and) )?"
)
_SMALL = _words("one two three four five six seven eight nine ten couple few [0-9]+")
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = _words(
    "january february march april may june july august september october november december easter christmas"
)
_SEASONS = _words("day night morning evening afternoon week month year spring summer autumn fall winter")

I_DID = rf"\bi {_ADVERBS}(?!{_STATES}\b){_PAST}\b"
WE_DID = rf"\bwe {_ADVERBS}(?!{_STATES}\b){_PAST}\b"
THEY_DID = (
    r"\b(?:he|she|they|it|everyone|everybody|nobody|people|customers|the [a-z]+) "
    rf"(?:then |all |even |never |just )?(?!said|told|asked|wanted|needed|used){_PAST}\b"
)

#: When and where something was.
TIMES = one_of(
    "ago",
    "at the time",
    "back (?:in|then|when)",
    rf"last (?:{_SEASONS}|{_MONTHS}|{_DAYS})",
    "one (?:day|night|morning|evening|afternoon)",
    rf"(?:on|was|it is|this|that|one) (?:a |the )?{_DAYS}",
    "in (?:19|20)[0-9][0-9]",
    "when i (?:was|worked|joined)",
    "where i worked",
    "my (?:last|previous|first|old|current|former) (?:job|company|team|role|place|school|employer|project)",
    "(?:years?|months?|weeks?|summers?) back",
    "used to",
    "there was this",
    "there were these",
    "in the (?:morning|evening|night)",
    "on nights",
    "the (?:week|day|night|month) before",
)
#: How things were.
STATE = (
    r"\b(?:there|it|this|that|we|they|he|she|i|who|which|[a-z]+s) (?:was|were|had|would|used to|kept)\b"
    r"(?! (?:to|me|asked|told|back|down|up)\b)"
)
#: What was to be reached, and that it was the speaker's to reach.
TASKS = one_of(
    "my (?:job|task|role|goal|brief|responsibility|part|aim|target|name)",
    "(?:i|we) (?:had|needed|have|was|were asked|was meant|was supposed) to",
    "(?:asked|told|wanted|needed|expected) (?:me|us) to",
    "(?:wanted|needed) (?:it|this|that|someone|somebody|the)",
    "(?:was|were|is|it|fell|down|came|up) (?:on|up to|down to|to) (?:me|us)",
    "on my (?:plate|desk|shoulders)",
    "responsible for",
    "in charge of",
    "(?:the|our|a|my) (?:goal|aim|challenge|deadline|target|objective|brief|ask|mission)",
    "(?:handed|hired|put) (?:me|us)",
    "gave (?:me|us) (?:the|a|six|two|three|four)",
    "had to be",
    "(?:it|that|this) (?:was|is) (?:mine|ours|my [a-z]+)",
    "i was the one",
    "(?:somebody|someone) had to",
    "nobody else",
    "i owned",
    "figure out",
    "my (?:boss|manager|lead|director|head)[a-z ]{0,12} (?:said|asked|wanted|told|gave)",
    "tasked",
    "assigned",
)
#: That an end was reached.
ENDS = one_of(
    "in the end",
    "ended up",
    "as a result",
    "since then",
    "ever since",
    "turned out",
    "eventually",
    "all in",
    "by the end",
    "the (?:end )?(?:result|outcome|upshot|impact|effect)",
    "at the end",
    "finally",
)
#: How long it took or lasted, and what came later.
SPANS = one_of(r"(?:within|after|in) (?:a |about |around )?\w+ (?:minutes|hours|(?:day|week|month|year)s?)")
LATER = one_of(
    rf"by (?:the|that|then|next|{_MONTHS})",
    rf"(?:next|following) {_SEASONS}",
    "(?:now|today|these days|still|since|anymore|afterwards|later|to this day)",
)
#: That a quantity moved.
CHANGES = one_of(
    "(?:came|went|dropped|fell|grew|rose|got|cut|brought|moved|down|up|back|improved|reduced|increased)"
    "(?: straight| right| all the way)? "
    rf"(?:down|up|back|from|by|to (?:[0-9]|zero|under|about|around|{_SMALL}))",
    "halved",
    "doubled",
    "tripled",
    "percent",
    "fewer",
    "faster",
    "saved",
)
#: How others took it, and what holds since.
OUTCOMES = one_of(
    "(?:we|they|he|she|it|everything|everybody|everyone|the [a-z]+) (?:finished|closed|signed|stayed|saved|"
    "shipped|launched|hit|won|worked|passed|agreed|apologi[sz]ed|came|calmed|renewed|thanked|accepted|loved|"
    "has been|have been|have not|has not|is still|are still|still|now|went live)",
    "(?:nobody|no one|none) (?:noticed|waited|lost|complained|has|was|got|missed|else)",
    "(?:it|he|she|they|that|which|[a-z]+s) (?:has|have)(?: since)? (?!to |a )[a-z]+",
    "not one",
    "not a single",
    "without a single",
    "zero",
    "on time",
    "ahead of",
    "to spare",
    "(?:thanked|promoted|copied|happy|fine|successful|later|today)",
    "went home",
    "in (?:total|all)",
    "these days",
    "now (?:use|get|have|we|it|they)",
    "(?:is|are|and) now",
)
NUMBERED = one_of(_SMALL, "half", "third", "quarter", "percent", "hundred", "thousand", "million")
#: What was learned.
LESSONS = one_of(
    "learn(?:ed|t|ing)?",
    "lesson",
    "taught me",
    "next time",
    "looking back",
    "in hindsight",
    "(?:took|take) (?:away|from (?:it|that|this))",
    "takeaway",
    "differently",
    "i (?:now|always|never)",
    "these days i",
    "if i (?:did|had|could|were)",
    "reali[sz]ed",
    "(?:ever )?since(?: then)? i",
    "reminded me",
    "stuck with me",
)
#: The speaker, present and future, and the other side.
I_AM = one_of("i (?:am|help|make|build|have been)")
NOW = one_of(
    "currently",
    "at the moment",
    "right now",
    "today",
    "these days",
    "i (?:am|lead|run|work|look|write|own|manage|coach)",
)
WANTS = one_of(
    "i would (?:love|like|be|bring)",
    "i (?:want|hope|plan|see myself)",
    "i am (?:looking|ready|hoping|happy|excited)",
    "looking forward",
    "happy to",
    "next",
)
YOU = one_of("you", "your", "yours", "this (?:role|team|job|position|company)", "here")
#: What the speaker has not, has, and would think.
NOT_I = one_of(
    "i (?:have|do|did|had|am|was|could|would|can) (?:not|never)",
    "never",
    "not (?:yet|sure|certain)",
    "you are right",
    "(?:is|that is) (?:true|fair|right)",
)
I_HAVE = one_of("what i", "but i", "i have [a-z]+(?:ed|ne|t|lt|n)")
WOULD = one_of(
    _words("would should could might must probably expect guess suppose assume imagine because so")
)
QUESTION = one_of(
    "how (?:many|much|often|big|fast|long)",
    "what (?:is|are|kind|sort|scale)",
    "(?:is|are|do|does|can|should|who|which) (?:it|we|they|i|the|users?|is|are|this|that|people|customers?)",
    r"assum\w*",
    "say",
)
