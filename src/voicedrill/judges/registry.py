"""The judges of talking points that voicedrill knows. A new one is one file and one line of the table.

A judge is named by a spec, KIND or KIND:WHAT:

    words                           the embedded judge
    entail:NAME or entail:FOLDER    a cross-encoder for entailment: one that was pulled, or a folder
    chat:MODEL or chat:MODEL@URL    a language model behind a server that speaks the OpenAI chat protocol
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from voicedrill.decks.suggest import did_you_mean
from voicedrill.errors import UsageError
from voicedrill.judges.base import DEFAULT_LIMIT_S, EMBEDDED, Judge, JudgeChoice, JudgeStatus

#: Kind -> "module:function that opens it". Imported when used. The function takes what stands behind the
#: colon and a JudgeChoice; the module's ``status() -> JudgeStatus`` imports nothing heavy.
JUDGES = {
    "entail": "voicedrill.judges.entailment:open_entailment",
    "chat": "voicedrill.judges.chat:open_chat",
}


def judges() -> list[JudgeStatus]:
    """All kinds of judges and whether they can be used here."""
    modules = ("voicedrill.judges.words", *(target.split(":")[0] for target in JUDGES.values()))
    return [cast(Callable[[], JudgeStatus], import_module(module).status)() for module in modules]


def open_judge(
    spec: str = EMBEDDED, *, allow_hosts: Sequence[str] = (), limit_s: float = DEFAULT_LIMIT_S
) -> Judge:
    """The judge that ``spec`` names. Nothing heavy is loaded and no connection opened until it judges.

    ``allow_hosts``: hosts beside this machine that a judge may talk to. ``limit_s``: seconds for one answer.
    Raises UsageError for a spec that is none and for a host that was not allowed, JudgeError for a model that
    is not here.
    """
    kind, colon, what = spec.partition(":")
    if spec == EMBEDDED:
        from voicedrill.judges.words import WordsJudge

        return WordsJudge()
    if kind not in JUDGES or not colon or not what.strip():
        known = [EMBEDDED, *JUDGES]
        hint = did_you_mean(kind, known) if kind not in known else ""
        raise UsageError(
            f"no judge '{spec}'.{hint} Use words, entail:NAME, entail:FOLDER, chat:MODEL or chat:MODEL@URL."
        )
    module, function = JUDGES[kind].split(":")
    opened = cast(Callable[[str, JudgeChoice], Judge], getattr(import_module(module), function))
    return opened(what.strip(), JudgeChoice(spec, tuple(allow_hosts), limit_s))


def open_reader(choice: JudgeChoice) -> Judge | None:
    """The judge that is to be asked beside the embedded one; None when that is the one chosen.

    Raises as `open_judge`.
    """
    if choice.spec == EMBEDDED:
        return None
    return open_judge(choice.spec, allow_hosts=choice.allow_hosts, limit_s=choice.limit_s)
