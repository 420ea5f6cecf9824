-- What comes back: a card for each question (point '') and for each of its points that was ever missed.
-- text, kind, low_s, high_s, weight, must: as the deck has them, so that what is due is listed without reading it;
-- stability (days), difficulty (1 to 10), last_review (local date), due (local date, at a recall of 0.9): FSRS's,
-- null for what was never asked; asked: the wording that was used last; dropped: the deck no longer has it.
CREATE TABLE cards (
    id INTEGER PRIMARY KEY,
    deck TEXT NOT NULL,
    question TEXT NOT NULL,
    point TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    low_s REAL NOT NULL,
    high_s REAL NOT NULL,
    weight REAL NOT NULL DEFAULT 1,
    must INTEGER NOT NULL DEFAULT 0,
    stability REAL,
    difficulty REAL,
    last_review TEXT,
    due TEXT,
    reviews INTEGER NOT NULL DEFAULT 0,
    lapses INTEGER NOT NULL DEFAULT 0,
    asked TEXT,
    dropped INTEGER NOT NULL DEFAULT 0,
    UNIQUE (deck, question, point)
);
CREATE INDEX cards_by_due ON cards (due) WHERE NOT dropped;

-- Every review, so that a grade can be corrected and a card worked out anew. grade: 1 Again to 4 Easy;
-- corrected: the user's own, which counts instead; because: what kept the grade from being better; after_days,
-- stability: since the review before, and what that had left; null in the first.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    card INTEGER NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
    attempt TEXT REFERENCES attempts (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    day TEXT NOT NULL,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4),
    corrected INTEGER CHECK (corrected BETWEEN 1 AND 4),
    because TEXT NOT NULL DEFAULT '',
    after_days INTEGER,
    stability REAL,
    UNIQUE (card, attempt)
);
CREATE INDEX reviews_by_card ON reviews (card, created_at);
CREATE INDEX reviews_by_time ON reviews (created_at);
CREATE INDEX reviews_by_attempt ON reviews (attempt);

-- When the interview is that a deck prepares for (a local date), and the minutes a day there are for it.
CREATE TABLE interviews (
    deck TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    day TEXT NOT NULL,
    minutes_a_day REAL NOT NULL
) WITHOUT ROWID;
