-- Questions as they were asked. hash: decks.find.question_hash; question: JSON, zlib.
CREATE TABLE question_versions (
    hash TEXT PRIMARY KEY,
    question BLOB NOT NULL
) WITHOUT ROWID;

-- Glossaries of decks, which help a recogniser to hear an old recording again. terms: JSON, zlib.
CREATE TABLE glossaries (
    hash TEXT PRIMARY KEY,
    terms BLOB NOT NULL
) WITHOUT ROWID;

-- One attempt at a question. created_at: UTC, ISO 8601, whole seconds; day: the date where it was spoken;
-- deck: what decks.find.find_deck finds it by; session: the run that it belongs to; self_rating: 1 to 4.
CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL,
    day TEXT NOT NULL,
    deck TEXT,
    deck_title TEXT,
    question_id TEXT NOT NULL,
    question_hash TEXT NOT NULL REFERENCES question_versions (hash),
    kind TEXT NOT NULL,
    story TEXT,
    mode TEXT NOT NULL DEFAULT 'practice',
    session TEXT,
    self_rating INTEGER CHECK (self_rating BETWEEN 1 AND 4),
    glossary TEXT REFERENCES glossaries (hash)
);
CREATE INDEX attempts_by_time ON attempts (created_at);
CREATE INDEX attempts_by_question ON attempts (question_id, created_at);
CREATE INDEX attempts_by_session ON attempts (session) WHERE session IS NOT NULL;
CREATE INDEX attempts_by_version ON attempts (question_hash);
CREATE INDEX attempts_by_glossary ON attempts (glossary);

-- What was said in an attempt: part 0 is the answer, the others answer follow-ups. sound: a file name in the
-- attempt's folder, or null. Metrics as in the report; what does not apply is null.
CREATE TABLE answers (
    attempt TEXT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
    ask TEXT NOT NULL,
    because TEXT,
    question_hash TEXT NOT NULL REFERENCES question_versions (hash),
    sound TEXT,
    duration_s REAL,
    score REAL,
    first_word_s REAL,
    answer_s REAL,
    phonation_s REAL,
    word_count INTEGER NOT NULL,
    length_verdict TEXT,
    speech_rate_wpm REAL,
    articulation_rate_wpm REAL,
    filled_pauses_low_per_min REAL,
    filled_pauses_high_per_min REAL,
    discourse_fillers_per_min REAL,
    silence_share REAL,
    pause_count INTEGER NOT NULL,
    long_pauses INTEGER NOT NULL,
    pitch_median_hz REAL,
    pitch_spread_semitones REAL,
    hedges INTEGER NOT NULL,
    apologies INTEGER NOT NULL,
    i_count INTEGER NOT NULL,
    we_count INTEGER NOT NULL,
    red_flags INTEGER NOT NULL,
    PRIMARY KEY (attempt, part)
) WITHOUT ROWID;
CREATE INDEX answers_by_version ON answers (question_hash);

-- The whole report on an answer: JSON, zlib. Apart, so that who reads numbers need not pass over it.
CREATE TABLE reports (
    attempt TEXT NOT NULL,
    part INTEGER NOT NULL,
    report BLOB NOT NULL,
    PRIMARY KEY (attempt, part),
    FOREIGN KEY (attempt, part) REFERENCES answers (attempt, part) ON DELETE CASCADE
);

-- position: the point's place in the question, from 0.
CREATE TABLE points (
    attempt TEXT NOT NULL,
    part INTEGER NOT NULL,
    point TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (attempt, part, point),
    FOREIGN KEY (attempt, part) REFERENCES answers (attempt, part) ON DELETE CASCADE
) WITHOUT ROWID;

-- position: the fact's place in the question, from 0.
CREATE TABLE facts (
    attempt TEXT NOT NULL,
    part INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    said TEXT,
    PRIMARY KEY (attempt, part, position),
    FOREIGN KEY (attempt, part) REFERENCES answers (attempt, part) ON DELETE CASCADE
) WITHOUT ROWID;

-- position: the beat's place in the framework, from 0.
CREATE TABLE beats (
    attempt TEXT NOT NULL,
    part INTEGER NOT NULL,
    position INTEGER NOT NULL,
    beat TEXT NOT NULL,
    present INTEGER NOT NULL,
    share REAL,
    PRIMARY KEY (attempt, part, position),
    FOREIGN KEY (attempt, part) REFERENCES answers (attempt, part) ON DELETE CASCADE
) WITHOUT ROWID;
