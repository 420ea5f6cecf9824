"""`voicedrill grade`: how an answer was graded for its coming back, and the user's own grade instead."""

import click

from voicedrill.cli.messages import say

_GRADES = ("again", "hard", "good", "easy")


@click.command()
@click.argument("answer", default="last")
@click.argument("grade", required=False, type=click.Choice([*_GRADES, "auto"], case_sensitive=False))
@click.option("--point", metavar="ID", default="", help="Grade this point of the question instead.")
def command(answer: str, grade: str | None, point: str) -> None:
    """Show or correct how an answer was graded.

    A grade is again, hard, good or easy; auto takes a correction back.

    ANSWER is the beginning of an attempt's name, or last. The grade decides when the question comes back:
    again means forgotten. What came after the answer is worked out anew.
    """
    from voicedrill.coach.progress.words import day_words
    from voicedrill.coach.schedule.memory import Grade
    from voicedrill.errors import UsageError
    from voicedrill.history import cards
    from voicedrill.history.store import open_history

    with open_history() as history:
        attempt = history.find(answer)
        if grade is not None:
            own = None if grade == "auto" else Grade[grade.upper()]
            if not cards.correct(history, attempt, point, own):
                known = [review.point for review in cards.reviews_of(history, attempt) if review.point]
                hint = f" Points that it graded: {', '.join(known)}." if known else ""
                what = f"the point '{point}'" if point else "a question that comes back"
                raise UsageError(f"{attempt} graded nothing for {what}.{hint}")
        reviews = cards.reviews_of(history, attempt)
    if not reviews:
        say(f"{attempt} was not graded: it was a drill, nothing was said, or its deck is not known.")
    for review in reviews:
        name = f"  point {review.point}" if review.point else review.question
        graded = (review.corrected or review.grade).name.lower()
        why = "your own grade" if review.corrected else review.because
        due = f"comes back on {day_words(review.due)}" if review.due else ""
        click.echo(f"{name}: {graded}{f' ({why})' if why else ''}, {due}")
