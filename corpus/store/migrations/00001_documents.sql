-- +goose Up
CREATE TABLE documents (
    id          TEXT    PRIMARY KEY,      -- corpus.ID
    kind        TEXT    NOT NULL,
    guild       TEXT    NOT NULL,
    channel     TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    publisher   TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    url         TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    published   TEXT    NOT NULL,         -- YYYY-MM-DD, empty: not known
    sample      BOOLEAN NOT NULL,
    extractor   TEXT    NOT NULL,         -- extract.Version that made the annotations
    text        TEXT    NOT NULL,
    annotations BLOB    NOT NULL          -- JSON of corpus.Annotations, byte offsets
);

-- One row for each document that is or was stored: its latest change. AUTOINCREMENT never gives a number twice,
-- not even after the row with the highest one was replaced.
CREATE TABLE changes (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT    NOT NULL UNIQUE,
    deleted BOOLEAN NOT NULL
);

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL                   -- never empty: an absent key is the empty value
) WITHOUT ROWID;
