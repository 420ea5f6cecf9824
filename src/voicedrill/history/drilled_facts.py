"""Which facts of a deck were last said wrong, or not at all."""

from voicedrill.history.store import History


def wrong_facts(history: History, deck: str) -> frozenset[str]:
    """The facts of ``deck`` (as `decks.find.reference_to` names it) whose latest verdict is not "stated".

    A fact that was left out of a whole answer may well be known: only drills ask for it by itself, so only
    they say that it was not. Raises HistoryError.
    """
    rows = history.connection.execute(
        """
        SELECT facts.text, facts.status, MAX(attempts.created_at)
        FROM facts JOIN attempts ON attempts.id = facts.attempt
        WHERE attempts.deck = ? AND (attempts.mode = 'drill' OR facts.status <> 'absent')
        GROUP BY facts.text
        """,
        (deck,),
    )
    return frozenset(text for text, status, _ in rows if status != "stated")
