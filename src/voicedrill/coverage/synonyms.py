"""Small families of words that stand for one another in interview speech. Kept by hand, few and safe."""

from functools import cache

from voicedrill.coverage.words import stem

#: One family a line; a word may be in one family only. Single words, any form.
_FAMILIES = """
deploy deployment release rollout ship launch
revert rollback undo
slow latency sluggish lag
outage downtime incident
bug defect
customer client
manager boss supervisor
colleague coworker teammate
team squad crew
mistake error slip
fix repair remedy
cause reason why
warn warning alert alarm page pager
monitor monitoring watch track observe
measure metric
increase rise grow growth climb
decrease reduce drop fall lower shrink cut
improve improvement better
quick fast rapid speedy
talk speak conversation discuss discussion chat
tell inform notify update
listen hear
ask request
meeting call standup huddle
write document documentation
teach train coach mentor
pupil student kid learner
parent mum dad mother father
salary pay wage compensation
hire recruit recruitment
leave quit resign leaver
disagree disagreement conflict argue argument clash
agree consensus align
explain clarify
choose pick select decide
begin start kick
finish complete close
test check verify validate
copy duplicate replicate
broken failing down
crash fail failure
delete remove
delay late postpone slip
deadline date
goal target objective aim
plan strategy roadmap
money budget cost price spend
cheap cheaper affordable
big large huge
small tiny little
hard difficult tough tricky
example instance
picture diagram drawing
phone ring call telephone
temporary interim stopgap workaround
mitigate mitigation contain relieve
gradual gradually incremental phased staged canary
lesson learn learning takeaway
own ownership responsible responsibility accountable
help assist support
boss lead leader
risk danger
safe safely safety
guess estimate
honest candid straight upfront
calm composed
angry furious upset
unhappy dissatisfied
proud pride
staff employee worker
shop store
money cash
doctor physician
nurse nursing
backup fallback
limit cap threshold
queue backlog
retry retries
throttle throttling
encrypt encryption
personal private
feedback review
shift rota roster
supplier vendor provider
"""


@cache
def _families() -> dict[str, int]:
    number: dict[str, int] = {}
    for family, line in enumerate(_FAMILIES.strip().splitlines()):
        for word in line.split():
            number.setdefault(stem(word), family)
    return number


def family(stemmed: str) -> int | None:
    """The number of the family that a stem belongs to, or None."""
    return _families().get(stemmed)
