/** The first catalogue. Tracked tables come first; what machines derive follows. */
export const catalogue = `
-- What people decide. Changed only inside an operation (see tracking.ts): INTEGER and TEXT only.
-- AUTOINCREMENT: the history and the destruction list speak of ids, so none is ever given twice.

CREATE TABLE archive_setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  position INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX category_name ON category (coalesce(parent_id, 0), name);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  color TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('inbox', 'filed')),
  title TEXT,
  year INTEGER CHECK (year BETWEEN 1900 AND 2999),
  category_id INTEGER REFERENCES category (id) DEFERRABLE INITIALLY DEFERRED,
  reference_number TEXT,
  issuer TEXT,
  date TEXT CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind TEXT,
  department TEXT,
  retention TEXT CHECK (retention IN ('Y', 'D30', 'D10')),
  secrecy TEXT,
  note TEXT,
  archival_code TEXT UNIQUE,
  import_id INTEGER,
  created_at TEXT NOT NULL,
  confirmed_at TEXT,
  trashed_at TEXT
) STRICT;
CREATE INDEX document_category ON document (category_id);
CREATE INDEX document_import ON document (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX document_place ON document (trashed_at, state, year, category_id);

-- A document is a sequence of parts, a part a run of pages of one original.
-- first_page and last_page are NULL where the original has no pages.
CREATE TABLE part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  original_id INTEGER NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
  first_page INTEGER CHECK (first_page >= 1),
  last_page INTEGER CHECK (last_page >= first_page),
  rotation INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270)),
  source_name TEXT NOT NULL,
  source_path TEXT NOT NULL
) STRICT;
CREATE INDEX part_document ON part (document_id, position);
CREATE INDEX part_original ON part (original_id);

CREATE TABLE document_tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  tag_id INTEGER NOT NULL REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (document_id, tag_id)
) STRICT;
CREATE INDEX document_tag_tag ON document_tag (tag_id, document_id);

CREATE TABLE binder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  recipe TEXT NOT NULL CHECK (json_valid(recipe))
) STRICT;

-- History.

CREATE TABLE operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  undoes INTEGER REFERENCES operation (id),
  changed INTEGER NOT NULL DEFAULT 0,
  -- Place in the chain, given when the operation ends; NULL while it runs.
  sealed INTEGER UNIQUE,
  hash TEXT
) STRICT;
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  -- Columns and values as JSON; NULL: the row was not there. Updates hold the changed columns only.
  before TEXT,
  after TEXT,
  hash TEXT,
  -- 1: the values were removed when the document was destroyed; the hash stays.
  destroyed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX change_operation ON change (operation_id, id);
CREATE INDEX change_row ON change (table_name, row_id);

CREATE TABLE running_operation (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  operation_id INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

-- 销毁清册
CREATE TABLE destroyed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  title TEXT NOT NULL,
  reference_number TEXT,
  pages INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (json_valid(sha256)),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Operations up to this one can no longer be undone.
  last_operation INTEGER NOT NULL
) STRICT;

-- What machines know or derive. Not tracked.

CREATE TABLE original (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL,
  extension TEXT NOT NULL,
  type TEXT NOT NULL,
  page_state TEXT NOT NULL CHECK (page_state IN ('ready', 'none', 'locked', 'damaged')),
  page_count INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  width_um INTEGER NOT NULL,
  height_um INTEGER NOT NULL,
  rotation INTEGER NOT NULL DEFAULT 0,
  text_source TEXT NOT NULL CHECK (text_source IN ('layer', 'ocr', 'none')),
  text TEXT NOT NULL,
  UNIQUE (original_id, number)
) STRICT;

CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'finished')),
  options TEXT NOT NULL CHECK (json_valid(options)),
  sources TEXT NOT NULL CHECK (json_valid(sources)),
  operation_id INTEGER REFERENCES operation (id)
) STRICT;

CREATE TABLE import_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  -- Absolute place of the source, and the path below what was chosen, '/' between names.
  source TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'imported', 'duplicate', 'refused', 'skipped')),
  code TEXT,
  sha256 TEXT,
  document_id INTEGER,
  duplicate_of INTEGER,
  -- Files that make one document together carry the same group.
  group_key TEXT
) STRICT;
CREATE INDEX import_file_import ON import_file (import_id, outcome, id);

CREATE TABLE proposal (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  rank INTEGER NOT NULL,
  value TEXT NOT NULL,
  confidence INTEGER NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  page INTEGER,
  UNIQUE (document_id, field, rank)
) STRICT;

CREATE TABLE document_note (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
CREATE INDEX document_note_document ON document_note (document_id);

-- Runs of verify, newest last.
CREATE TABLE check_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  ok INTEGER NOT NULL
) STRICT;

-- What lists show and sort by, kept by search/refresh.ts together with the index.
CREATE TABLE document_facts (
  document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  -- 'filed', 'inbox' or 'trash'
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  title_is_proposed INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  number_key TEXT NOT NULL,
  issuer_key TEXT NOT NULL,
  newest_key TEXT NOT NULL,
  year INTEGER,
  category_id INTEGER,
  -- Positions from the top of the tree down: sorts categories in filing order.
  category_key TEXT NOT NULL,
  date TEXT,
  pages INTEGER NOT NULL,
  page_state TEXT NOT NULL
) STRICT;
CREATE INDEX facts_newest ON document_facts (place, newest_key DESC, document_id DESC);
CREATE INDEX facts_title ON document_facts (place, title_key, document_id);
CREATE INDEX facts_number ON document_facts (place, number_key, document_id);
CREATE INDEX facts_issuer ON document_facts (place, issuer_key, document_id);
CREATE INDEX facts_pages ON document_facts (place, pages, document_id);
CREATE INDEX facts_id ON document_facts (place, document_id);
CREATE INDEX facts_year ON document_facts (place, year, newest_key, document_id);
CREATE INDEX facts_category ON document_facts (place, category_key, newest_key, document_id);
CREATE INDEX facts_tree ON document_facts (place, year, category_id);
CREATE INDEX facts_filing
  ON document_facts (place, year, category_key, date, number_key, document_id);

CREATE VIRTUAL TABLE document_index USING fts5 (
  title, number, people, labels, body,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Documents whose facts (and, where text = 1, index row) must be made anew before commit.
CREATE TABLE stale (
  document_id INTEGER PRIMARY KEY,
  text INTEGER NOT NULL
) STRICT;
-- text = 0: only its place among the others changed.
CREATE TABLE stale_category (category_id INTEGER PRIMARY KEY, text INTEGER NOT NULL) STRICT;
CREATE TABLE stale_tag (tag_id INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER stale_document_insert AFTER INSERT ON document BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_document_update AFTER UPDATE ON document BEGIN
  INSERT INTO stale (document_id, text)
  VALUES (NEW.id, OLD.title IS NOT NEW.title OR OLD.reference_number IS NOT NEW.reference_number
    OR OLD.issuer IS NOT NEW.issuer OR OLD.note IS NOT NEW.note
    OR OLD.category_id IS NOT NEW.category_id OR OLD.archival_code IS NOT NEW.archival_code)
  ON CONFLICT DO UPDATE SET text = max(text, excluded.text);
END;
CREATE TRIGGER stale_document_delete AFTER DELETE ON document BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_part_insert AFTER INSERT ON part BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_part_update AFTER UPDATE ON part BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_part_delete AFTER DELETE ON part BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_document_tag_insert AFTER INSERT ON document_tag BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_document_tag_update AFTER UPDATE ON document_tag BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_document_tag_delete AFTER DELETE ON document_tag BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_tag AFTER UPDATE OF name ON tag BEGIN
  INSERT INTO stale_tag (tag_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stale_order AFTER UPDATE OF parent_id, position ON category BEGIN
  INSERT INTO stale_category (category_id, text) VALUES (NEW.id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stale_category AFTER UPDATE OF name, parent_id ON category BEGIN
  INSERT INTO stale_category (category_id, text) VALUES (NEW.id, 1)
  ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_proposal AFTER INSERT ON proposal WHEN NEW.field = 'title' BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 0) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER stale_original AFTER UPDATE OF page_state, page_count ON original BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part WHERE original_id = NEW.id
  ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_page_insert AFTER INSERT ON page WHEN NEW.text <> '' BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part WHERE original_id = NEW.original_id
  ON CONFLICT DO UPDATE SET text = 1;
END;
CREATE TRIGGER stale_page_update AFTER UPDATE OF text ON page BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part WHERE original_id = NEW.original_id
  ON CONFLICT DO UPDATE SET text = 1;
END;
`;
