"""Question banks copied from a page: role, kind, difficulty, question and #tags in lines of their own."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_checks import assert_nothing_lost

from voicedrill.decks.check import check_deck
from voicedrill.decks.importers import question_bank
from voicedrill.decks.importers.bank_lines import kind_named, kinds_named, tags_of
from voicedrill.decks.importers.draft import Draft
from voicedrill.decks.importers.kinds import choose
from voicedrill.decks.importers.readers import read, read_bytes
from voicedrill.decks.importers.write import deck_yaml
from voicedrill.decks.load import load_deck

HERE = Path(__file__).parent / "samples"
SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
BANK = next(SEEDS.glob("004_*.txt"), None)
SAMPLES = ["bank_harbour.txt", "bank_branch.txt", "bank_labelled.md", "bank_school.txt"]


def _draft(path: Path) -> Draft:
    document = read(path)
    assert choose(document) == "question-bank"
    draft = question_bank.read(document)
    assert_nothing_lost(document, draft)
    return draft


@pytest.fixture(scope="module")
def harbour() -> Draft:
    return _draft(HERE / "bank_harbour.txt")


def test_every_question_has_its_role_kind_difficulty_and_tags(harbour: Draft) -> None:
    assert [(q.line, q.role, q.kind, q.difficulty, q.tags) for q in harbour.questions] == [
        (17, "Head Chef", "behavioural", "medium", ("Ownership", "Guests")),
        (25, "Head Chef", "system-design", "hard", ("Layout", "Flow", "Staff/Hours")),
        (34, "Stock Manager", "coding", "easy", ("Spreadsheets",)),
        (41, "Stock Manager", "technical", "medium", ("Root Cause", "Cold Chain", "R&D")),
        (50, "Stock Manager", "technical", "hard", ("M&A",)),
    ]
    assert harbour.questions[0].ask == (
        "Describe an evening when an order went wrong. How did you tell the guests?"
    )
    assert not any(question.points for question in harbour.questions)


def test_the_loop_becomes_rounds_with_minutes_and_kinds(harbour: Draft) -> None:
    assert [(r.name, r.minutes, r.kinds) for r in harbour.rounds] == [
        ("Phone Call", (15, 15), ("culture", "behavioural")),
        ("Trial Shift", None, ("coding", "system-design")),
    ]
    assert harbour.rounds[1].notes == "2-3 Visits. Cooking, coding of orders, and system design of a station."


def test_the_page_around_it_is_kept_as_advice_or_told(harbour: Draft) -> None:
    assert (harbour.company, harbour.title) == ("Harbour House", "Harbour House: Interview Question Bank")
    assert {heading: [note.line for note in notes] for heading, notes in harbour.prep.items()} == {
        "About the interview": [2, 3, 4, 5],
        'Meet Your Interviewers: The "Quiet" Interviewer': [56],
        "Unwritten Rules: Taste Everything": [59],
    }
    assert [one.line for one in harbour.left_out] == [52, 53]
    assert "Simulate" in harbour.understood[0]


def test_facts_below_the_question_belong_to_it() -> None:
    draft = _draft(HERE / "bank_branch.txt")
    assert [(q.ask, q.role, q.kind, q.difficulty, q.tags) for q in draft.questions] == [
        (
            "Tell me about a time you helped an angry customer.",
            "Branch Manager", "behavioural", "medium", ("Service", "Patience"),
        ),
        (
            "How would you explain a mortgage to a student?",
            "Branch Manager", "technical", "easy", ("Explaining", "Products"),
        ),
        (
            "What would you do if the till was short by 50 euros?",
            "Teller", "behavioural", "hard", ("Honesty",),
        ),
        ("Why banking?", "Teller", "culture", None, ("Motivation",)),
    ]  # fmt: skip
    assert [(r.name, r.minutes) for r in draft.rounds] == [
        ("Phone screen", (20, 20)),
        ("Branch day", (120, 180)),
    ]
    assert {one.line for one in draft.left_out} == {12, 16, 20, 24, 25, 26, 27}
    assert {one.why for one in draft.left_out} == {"a button or a page number"}


def test_facts_with_labels_and_without_some_of_them() -> None:
    draft = _draft(HERE / "bank_labelled.md")
    assert [(q.role, q.kind, q.difficulty, q.tags) for q in draft.questions] == [
        ("Data Analyst", "technical", "medium", ("data quality", "profiling")),
        ("Data Analyst", "behavioural", None, ("honesty", "review")),
        ("Data Engineer", "coding", "hard", ()),
        ("Data Engineer", "system-design", "hard", ("streaming",)),
    ]


def test_what_no_word_tells_is_told_by_its_place() -> None:
    draft = _draft(HERE / "bank_school.txt")
    assert [(q.role, q.difficulty, q.tags) for q in draft.questions] == [
        ("Teacher", "easy", ("Reflection",)),
        ("Teacher", "hard", ("Classroom", "Maths", "Differentiation")),
        ("Teacher", None, ()),
        ("School Leader", "medium", ("Planning",)),
    ]


def test_facts_in_one_line_and_in_another_order() -> None:
    text = (
        "# Ward bank\n\n**How do you calm a patient?**\nRole: Nurse | Kind: Behavioral | Difficulty: Easy\n\n"
        "**What is a safe dose?**\nRole: Nurse | Kind: Technical | Difficulty: Hard\n\n"
        "**Tell me about a night shift.**\nRole: Nurse | Kind: Behavioral\n"
    )
    draft = question_bank.read(read_bytes(text.encode(), "a.md"))
    assert [(q.line, q.kind, q.difficulty) for q in draft.questions] == [
        (3, "behavioural", "easy"),
        (6, "technical", "hard"),
        (9, "behavioural", None),
    ]
    assert (draft.title, draft.role, draft.company) == ("Ward bank", "Nurse", None)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_deck_has_no_errors(name: str, tmp_path: Path) -> None:
    draft = _draft(HERE / name)
    path = tmp_path / "deck.yaml"
    path.write_text(deck_yaml(draft), encoding="utf-8")
    assert len(load_deck(path).questions) == len(draft.questions)
    assert {finding.rule for finding in check_deck(path)} <= {"no-points"}


def test_names_of_kinds_and_tags_are_ours() -> None:
    assert [kind_named(name) for name in ("Behavioral", "SQL", "System Design", "Culture fit", "Poetry")] == [
        "behavioural", "coding", "system-design", "culture", None,
    ]  # fmt: skip
    assert kinds_named("domain knowledge, coding, and system design.") == (
        "technical",
        "coding",
        "system-design",
    )
    assert tags_of("#CI/CD #Deployment Strategies #C++") == ["CI/CD", "Deployment Strategies", "C++"]


@pytest.mark.parametrize(
    "text",
    [
        "How do you plan?\n\nI plan early and I tell everyone.\n\nWhy us?\n\nI like the work.\n",
        "# Data Engineer\n\n1. What is a table?\n2. What is an index?\n3. What is a view?\n",
    ],
)
def test_questions_without_such_facts_are_no_bank(text: str) -> None:
    assert question_bank.likeness(read_bytes(text.encode(), "a.md")) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(SAMPLES))
def test_shuffled_and_cut_lines_never_lose_any(chance: random.Random, name: str) -> None:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    chance.shuffle(lines)
    document = read_bytes("\n".join(lines[: chance.randrange(1, len(lines))]).encode() + b"\nend", name)
    assert_nothing_lost(document, question_bank.read(document))


@pytest.fixture(scope="module")
def bank() -> Draft:
    if BANK is None:
        pytest.skip("the question bank is not beside the project")
    return _draft(BANK)


def test_bank_has_every_question_with_all_its_facts(bank: Draft) -> None:
    """Against the file's own lines, read by their fixed distances: role, kind, difficulty, question, tags."""
    assert BANK is not None
    lines = BANK.read_text(encoding="utf-8").split("\n")
    kinds = {
        "Behavioral": "behavioural",
        "Coding": "coding",
        "System Design": "system-design",
        "Technical": "technical",
    }
    expected = []
    for n in range(len(lines) - 4):
        if lines[n + 1] == lines[n + 3] == "•":
            tags = []
            while lines[n + 6 + len(tags)].startswith("#"):
                tags.append(lines[n + 6 + len(tags)][1:])
            expected.append((n + 6, lines[n + 5], lines[n], kinds[lines[n + 2]], lines[n + 4], tuple(tags)))
    assert len(expected) == 90
    assert [(q.line, q.ask, q.role, q.kind, q.difficulty, q.tags) for q in bank.questions] == expected


def test_bank_counts(bank: Draft) -> None:
    roles = [question.role for question in bank.questions]
    assert {role: roles.count(role) for role in roles} == {
        "Cloud Engineer": 15,
        "Data Engineer": 15,
        "Data Scientist": 15,
        "Machine Learning Engineer": 15,
        "Product Manager": 15,
        "Software Engineer": 15,
    }
    assert sum(len(question.tags) for question in bank.questions) == 293
    assert [(r.name, r.minutes) for r in bank.rounds] == [
        ("Recruiter Screen", (30, 30)),
        ("Technical Loop", None),
    ]
    assert {one.line for one in bank.left_out} == {845, 846}
