"""Closed lists of English words: filled pauses, contractions, irregular forms, short forms of notes."""


def ordered(text: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces between them."""
    return tuple(text.split())


def listed(text: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(text.split())


FILLED_PAUSES = listed("um umm uhm uh uhh er err erm ah ahh hm hmm mm mmm mhm mmhm uh-huh mm-hmm eh")

#: Words that often open a new clause where a recogniser writes no punctuation.
OPENS_CLAUSE = listed("so then and but because after afterwards")

CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "dunno": ("do", "not", "know"),
    "'cause": ("because",),
    "cos": ("because",),
    "let's": ("let", "us"),
    "should've": ("should", "have"),
    "could've": ("could", "have"),
    "would've": ("would", "have"),
    "might've": ("might", "have"),
}

#: Short forms of prep notes and of speech -> the words they stand for.
SHORT_FORMS: dict[str, tuple[str, ...]] = {
    short: tuple(full.split())
    for short, full in {
        "svc": "service",
        "svcs": "services",
        "config": "configuration",
        "configs": "configuration",
        "reg": "registrar",
        "pts": "patients",
        "pt": "patient",
        "obs": "observations",
        "eg": "for example",
        "egs": "examples",
        "mgmt": "management",
        "mgr": "manager",
        "eng": "engineering",
        "devs": "developers",
        "dev": "developer",
        "prod": "production",
        "repo": "repository",
        "repos": "repositories",
        "app": "application",
        "apps": "applications",
        "db": "database",
        "dbs": "databases",
        "k8s": "kubernetes",
        "auth": "authentication",
        "infra": "infrastructure",
        "docs": "documents",
        "doc": "document",
        "info": "information",
        "reqs": "requests",
        "req": "request",
        "perf": "performance",
        "env": "environment",
        "envs": "environments",
        "cert": "certificate",
        "certs": "certificates",
        "diff": "difference",
        "vs": "versus",
        "min": "minute",
        "mins": "minutes",
        "sec": "second",
        "secs": "seconds",
        "hr": "hour",
        "hrs": "hours",
        "yr": "year",
        "yrs": "years",
        "wk": "week",
        "wks": "weeks",
        "convo": "conversation",
        "comms": "communication",
        "postmortem": "post mortem",
        "ppl": "people",
        "asap": "soon",
    }.items()
}

#: Words that lose only a plural s: taken further apart they would meet words of another meaning.
WHOLE_WORDS = listed(
    "news station business university organ organic organism general important import intern internal "
    "hospital hospitality several number server service customer container community former letter better "
    "national rational capital official critic critical position positive active native matter"
)

#: Irregular form -> base form.
IRREGULAR: dict[str, str] = {
    form: base
    for line in """
be am is are was were been being
have has had having
do does did done doing
go goes went gone
get gets got gotten
make makes made
take took taken
give gave given
come came
see saw seen
know knew known
think thought
say said
tell told
find found
keep kept
let lets
put puts
run ran
write wrote written
read reads
build built
bring brought
buy bought
catch caught
teach taught
hold held
leave left
lose lost
mean meant
meet met
pay paid
send sent
sell sold
set sets
sit sat
speak spoke spoken
spend spent
stand stood
win won
begin began begun
break broke broken
choose chose chosen
draw drew drawn
drive drove driven
eat ate eaten
fall fell fallen
feel felt
fight fought
fly flew flown
forget forgot forgotten
freeze froze frozen
grow grew grown
hear heard
hide hid hidden
lead led
learn learnt learned
rise rose risen
shake shook shaken
show shown showed
shrink shrank shrunk
sleep slept
split splits
steal stole stolen
stick stuck
swing swung
throw threw thrown
understand understood
wake woke woken
wear wore worn
die dying died
lie lying
tie tying tied
person people persons
child children
man men
woman women
foot feet
life lives
half halves
datum data
good better best
bad worse worst
many more most
behaviour behavior
colour color
favour favor
organisation organization
prioritise prioritize
centre center
analyse analyze
analysis analyses analytics
catalogue catalog
programme program
licence license
defence defense
learn learning
automatic automation automate automated automating automatically
failure fail failed failing fails
decision decide decided deciding
response respond responded responding
""".strip().splitlines()
    for base, *forms in [line.split()]
    for form in forms
}

#: Derived word -> the word it comes from, where no rule of `words.stem` finds it.
DERIVED: dict[str, str] = {
    form: base
    for line in """
grow growth
lose loss
choose choice
prove proof
advise advice
believe belief
succeed success successful successfully
strong strength strengthen
long length
wide width
deep depth
high height
die death dead
speak speech
sell sale
give gift
fly flight
complain complaint
try trial
apply application applicant
pay payment payroll
describe description
subscribe subscription
prescribe prescription
receive receipt
perceive perception
explain explanation
maintain maintenance
differ difference different
refer reference
prefer preference
urgent urgency
accurate accuracy
private privacy
safe safety safely
certain certainty
able ability
responsible responsibility
stable stability
summarise summary summarize
apologise apology apologize
empathise empathy empathize
reduce reduction
produce production
introduce introduction
destroy destruction
solve solution
resolve resolution
divide division
permit permission
admit admission
submit submission
omit omission
transmit transmission
act action
lead leader leadership
own owner ownership
supply supplier
use user usage
buy buyer
legal law lawyer
economy economic economical
finance financial
medicine medical
history historical historic
theory theoretical
strategy strategic
science scientific scientist
specify specification
day daily
honest honesty honestly
ill illness
curious curiosity
creative creativity
active activity
loyal loyalty
poor poverty
free freedom
assume assumption
consume consumption
retain retention
compare comparison
repeat repetition
compete competitor competition
procedure proceed
exceed excess
access accessible
clear clarity clearly
short shortage
register registration
angry anger
hungry hunger
proud pride
true truth
know knowledge
weigh weight
silent silence silently
present presence
absent absence
independent independence independently
evident evidence
patience patiently
weekly week
monthly month
neighbour neighbourhood
child childhood
member membership
partner partnership
guide guidance
govern governance
secure security
scale scalability scalable
qualify qualification
verify verification
notify notification
clarify clarification
simplify simplification
classify classification
identify identification identity
justify justification
modify modification
certify certification certificate
reconcile reconciliation
measure measurement measurable
question questionnaire
collide collision
exclude exclusion
conclude conclusion
include inclusion inclusive
persuade persuasion persuasive
expand expansion
expire expiry
vary variety variance
behave behaviour
comply compliance
close closure
expose exposure
extend extension
suspend suspension
respond response responsive
defend defence defensive
spend expenditure
intend intention intent
detain detention
prevent prevention
attend attendance attendee
invent invention
""".strip().splitlines()
    for base, *forms in [line.split()]
    for form in forms
}
