"""What to say instead of a red flag, by its kind."""

from voicedrill.coverage.red_flags import kind_of

#: Kind of flag (`kind_of`) -> what to do instead.
INSTEAD = {
    "blame": "Tell it by what you could have seen or done yourself.",
    "permission": "Say what you decided yourself, and whom you told.",
    "dodging": "Answer it in the first sentence, then explain.",
    "apology": "Say it once as a plain fact and go on to the work.",
    "hedging": "State it, then give the reason.",
    "bad-mouthing": "Say what was hard about the situation, not about the person.",
    "complaining": "Say whom you spoke to directly, and what you proposed.",
    "over their head": "Tell first how the two of you talked.",
    "delay": "Say what you do at once.",
    "kept local": "Say who else read it, or will.",
    "alone": "Name one other person and what they did.",
    "only i": "Name one other person and what they did.",
    "only we": 'Begin the sentences about your own part with "I".',
    "memory": "Say where it is written down.",
    "all went well": "Add the one thing that did not go to plan, and what you did.",
    "overclaiming": "Say where it ends: what it does not do, or what you have not done.",
    "dismissing": "Say what about it is hard.",
    "fake weakness": "Name a real one, small and finished, with what you changed.",
    "bigger machine": "Look for the cause first, and say how.",
    "all at once": "Change one thing, measure, then the next: say that order.",
    "on the live system": "Say where you would try it first.",
    "long hours": "Say what you planned or dropped so that nobody has to stay late.",
    "guessing": "Say what you would look at before you change anything.",
    "for ever": "Give it a limit: how long, or how much.",
    "confidential": "Leave out names and whatever would let a listener know who it was.",
    "private detail": "One calm sentence is enough; then lead back to the work.",
    "life story": "Begin with what you do now.",
    "needs": "Reason from what the role is worth.",
    "only pay": "Begin with something about the work itself.",
    "nothing to ask": "Have two questions about the work ready.",
    "goes silent": "Say what you do know, and how you would find out the rest.",
    "no result": "End with one sentence on how it turned out.",
    "no numbers": "Give one figure: before and after, how many, or how long.",
    "no gain": "Put a figure to what got better.",
    "no money": "Name the sum, or say how you would work it out.",
    "no lesson": "Close with what you do differently since.",
    "only adjectives": "Give one thing that somebody could check.",
    "name dropping": "Keep one name, and say what it solved.",
    "name dropping of people": "Say what you did yourself; the names can go.",
    "jargon": "Say each short form in full once, or say what it does.",
    "no instance": "Tell one time that it happened: when, who, what you did.",
    "late start": "Two sentences of background are enough; begin with what you did.",
    "empty words": "Say one thing that you did, so that a listener could picture it.",
    "tool talk": "One word for the tool is enough. Say what was decided.",
    "no question asked": "Ask one question, or state what you assume, before you begin.",
    "missing": "Say in one sentence how you deal with that.",
}
#: For a flag of no kind.
OTHERWISE = "Leave it out, or say what you did about it."
#: Kinds that speak of the same as another advice.
SAME_AS = {
    "only we": "own part",
    "no result": "result",
    "no numbers": "figures",
    "no gain": "figures",
    "no money": "figures",
    "no lesson": "lesson",
    "apology": "apologies",
    "hedging": "hedges",
}


def instead_of(flag: str) -> str:
    """What to do instead of a red flag of this wording."""
    return INSTEAD.get(kind_of(flag) or "", OTHERWISE)


def topic_of(flag: str) -> str:
    """What a red flag is about, where another advice could be about the same."""
    return SAME_AS.get(kind_of(flag) or "", f"flag {flag}")
