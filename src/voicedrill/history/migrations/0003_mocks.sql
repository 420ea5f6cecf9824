-- Mock interviews. deck: what decks.find.find_deck finds it by; plan and settings: JSON; state: open while it can
-- be gone on with, over when all was asked, ended when it was given up; elapsed_s: on its clock, at the last step.
CREATE TABLE mocks (
    id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL,
    deck TEXT NOT NULL,
    deck_title TEXT NOT NULL,
    plan TEXT NOT NULL,
    settings TEXT NOT NULL,
    elapsed_s REAL NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'over', 'ended'))
) WITHOUT ROWID;
CREATE INDEX mocks_by_time ON mocks (created_at);

-- What was asked in a mock interview, in order. round: its place in the plan; part: 0, or the follow-up's number;
-- at_s, took_s: on the interview's clock; pressed: JSON, what the interviewer broke in with.
CREATE TABLE mock_steps (
    mock TEXT NOT NULL REFERENCES mocks (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    round INTEGER NOT NULL,
    question TEXT NOT NULL,
    part INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'skipped')),
    attempt TEXT,
    at_s REAL NOT NULL,
    took_s REAL NOT NULL,
    pressed TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (mock, position)
) WITHOUT ROWID;
