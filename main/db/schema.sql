-- Made from main/db/migrations by tests/support/schema.ts; not edited by hand.

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
  text TEXT NOT NULL, reading TEXT NOT NULL DEFAULT 'none'
  CHECK (reading IN ('none', 'waiting', 'done', 'failed')), tries INTEGER NOT NULL DEFAULT 0, problem TEXT,
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
  page INTEGER, lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(lines)),
  UNIQUE (document_id, field, rank)
) STRICT;

CREATE TABLE document_note (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

CREATE INDEX document_note_document ON document_note (document_id);

CREATE TABLE check_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  ok INTEGER NOT NULL
) STRICT;

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
, unread INTEGER NOT NULL DEFAULT 0, department TEXT, kind TEXT) STRICT;

CREATE INDEX facts_newest ON document_facts (place, newest_key DESC, document_id DESC);

CREATE INDEX facts_title ON document_facts (place, title_key, document_id);

CREATE INDEX facts_number ON document_facts (place, number_key, document_id);

CREATE INDEX facts_issuer ON document_facts (place, issuer_key, document_id);

CREATE INDEX facts_pages ON document_facts (place, pages, document_id);

CREATE INDEX facts_id ON document_facts (place, document_id);

CREATE INDEX facts_year ON document_facts (place, year, newest_key, document_id);

CREATE INDEX facts_category ON document_facts (place, category_key, newest_key, document_id);

CREATE INDEX facts_filing
  ON document_facts (place, year, category_key, date, number_key, document_id);

CREATE TABLE stale (
  document_id INTEGER PRIMARY KEY,
  text INTEGER NOT NULL
) STRICT;

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

CREATE TABLE corrected_page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  original_id INTEGER NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number >= 1),
  -- Lines by newline, and what page_reading.lines holds for each of them.
  text TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  UNIQUE (original_id, number)
) STRICT;

CREATE TABLE caption (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  event TEXT,
  time TEXT,
  place TEXT,
  people TEXT,
  background TEXT,
  photographer TEXT,
  see_also TEXT
) STRICT;

CREATE INDEX page_unread ON page (original_id, number) WHERE reading = 'waiting';

CREATE INDEX page_tried ON page (id) WHERE reading = 'waiting' AND tries > 0;

CREATE INDEX page_failed ON page (id) WHERE reading = 'failed';

CREATE TABLE page_reading (
  page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
  engine TEXT NOT NULL,
  -- One entry a line of the text that was read (reading/page-lines.ts).
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  turn INTEGER NOT NULL CHECK (turn IN (0, 90, 180, 270)),
  skew_millidegrees INTEGER NOT NULL,
  dpi INTEGER,
  sharpness INTEGER NOT NULL,
  blank INTEGER NOT NULL,
  photo INTEGER NOT NULL,
  codes TEXT NOT NULL CHECK (json_valid(codes)),
  read_at TEXT NOT NULL
) STRICT;

CREATE INDEX page_reading_codes ON page_reading (page_id) WHERE codes <> '[]';

CREATE INDEX import_file_sha256 ON import_file (sha256) WHERE sha256 IS NOT NULL;

CREATE INDEX facts_unread ON document_facts (place, document_id, unread) WHERE unread > 0;

CREATE TRIGGER stale_page_reading AFTER UPDATE OF reading ON page
WHEN OLD.reading IS NOT NEW.reading BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 0 FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO NOTHING;
END;

CREATE TABLE proposal_due (
  document_id INTEGER PRIMARY KEY,
  times INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER due_part_insert AFTER INSERT ON part BEGIN
  INSERT INTO proposal_due (document_id) VALUES (NEW.document_id) ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER due_part_update AFTER UPDATE ON part BEGIN
  INSERT INTO proposal_due (document_id) VALUES (OLD.document_id) ON CONFLICT DO UPDATE SET times = times + 1;
  INSERT INTO proposal_due (document_id) VALUES (NEW.document_id) ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER due_part_delete AFTER DELETE ON part BEGIN
  INSERT INTO proposal_due (document_id) VALUES (OLD.document_id) ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER due_page AFTER UPDATE OF reading ON page WHEN NEW.reading IN ('done', 'failed') BEGIN
  INSERT INTO proposal_due (document_id) SELECT document_id FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER due_back AFTER UPDATE OF state, trashed_at ON document
WHEN NEW.state = 'inbox' AND NEW.trashed_at IS NULL
  AND (OLD.state <> 'inbox' OR OLD.trashed_at IS NOT NULL) BEGIN
  INSERT INTO proposal_due (document_id) VALUES (NEW.id)
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER due_document AFTER DELETE ON document BEGIN
  DELETE FROM proposal_due WHERE document_id = OLD.id;
END;

CREATE TRIGGER corrected_insert AFTER INSERT ON corrected_page BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET text = 1;
  INSERT INTO proposal_due (document_id) SELECT document_id FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER corrected_update AFTER UPDATE ON corrected_page BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET text = 1;
  INSERT INTO proposal_due (document_id) SELECT document_id FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER corrected_delete AFTER DELETE ON corrected_page BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 1 FROM part
  WHERE original_id = OLD.original_id AND OLD.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET text = 1;
  INSERT INTO proposal_due (document_id) SELECT document_id FROM part
  WHERE original_id = OLD.original_id AND OLD.number BETWEEN first_page AND last_page
  ON CONFLICT DO UPDATE SET times = times + 1;
END;

CREATE TRIGGER stale_caption_insert AFTER INSERT ON caption BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;

CREATE TRIGGER stale_caption_update AFTER UPDATE ON caption BEGIN
  INSERT INTO stale (document_id, text) VALUES (NEW.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;

CREATE TRIGGER stale_caption_delete AFTER DELETE ON caption BEGIN
  INSERT INTO stale (document_id, text) VALUES (OLD.document_id, 1) ON CONFLICT DO UPDATE SET text = 1;
END;

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  -- A document filter (contract/documents.ts).
  filter TEXT NOT NULL CHECK (json_valid(filter))
) STRICT;

CREATE TABLE name_plain (
  name TEXT PRIMARY KEY,
  plain TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document_pinyin (
  document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  -- The names themselves, to tell when they change.
  names TEXT NOT NULL,
  -- wmcz
  initials TEXT NOT NULL,
  -- WenMingChuangZao: each syllable with a capital
  syllables TEXT NOT NULL
) STRICT;

CREATE INDEX facts_live ON document_facts (newest_key DESC, document_id DESC)
  WHERE place IN ('filed', 'inbox');

CREATE INDEX facts_tree
  ON document_facts (place, year, category_id, department, kind, unread, document_id);

CREATE VIRTUAL TABLE document_index USING fts5 (
  body, title, number, people, labels,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE VIRTUAL TABLE title_index USING fts5 (
  title, number,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TABLE 'title_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'title_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'title_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'title_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE INDEX facts_number_tail ON document_facts (substr(number_key, -16));

CREATE TABLE checklist (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  window_from TEXT CHECK (window_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  window_to TEXT CHECK (window_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  inspected_on TEXT CHECK (inspected_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
  -- The edition it carries on.
  follows_id INTEGER REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  CHECK (window_from <= window_to)
) STRICT;

CREATE INDEX checklist_follows ON checklist (follows_id) WHERE follows_id IS NOT NULL;

CREATE TABLE checklist_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checklist_id INTEGER NOT NULL REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED,
  -- NULL: a project.
  parent_id INTEGER REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  requirement TEXT NOT NULL,
  notes TEXT NOT NULL,
  method TEXT NOT NULL,
  -- Points in hundredths.
  score INTEGER CHECK (score >= 0),
  is_negative INTEGER NOT NULL CHECK (is_negative IN (0, 1)),
  -- Instead of the window above it; both NULL with has_window = 1: no window holds here.
  has_window INTEGER NOT NULL CHECK (has_window IN (0, 1)),
  window_from TEXT CHECK (window_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  window_to TEXT CHECK (window_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- 结论性说明
  conclusion TEXT NOT NULL DEFAULT '',
  conclusion_limit INTEGER CHECK (conclusion_limit >= 1),
  -- What the office gives itself: hundredths, and a grade where the edition has grades.
  self_score INTEGER CHECK (self_score >= 0),
  self_grade TEXT,
  -- The item of an earlier edition that it carries on.
  follows_id INTEGER REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (window_from <= window_to),
  CHECK (has_window = 1 OR (window_from IS NULL AND window_to IS NULL))
) STRICT;

CREATE INDEX checklist_item_order ON checklist_item (checklist_id, parent_id, position);

CREATE INDEX checklist_item_parent ON checklist_item (parent_id, position);

CREATE INDEX checklist_item_follows ON checklist_item (follows_id) WHERE follows_id IS NOT NULL;

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL UNIQUE REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  department TEXT,
  -- JSON array of names.
  helping TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(helping)),
  leader TEXT,
  person TEXT,
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  progress TEXT NOT NULL DEFAULT 'open'
    CHECK (progress IN ('open', 'collecting', 'review', 'done', 'disputed')),
  note TEXT
) STRICT;

CREATE TABLE slot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (trim(kind) <> ''),
  need INTEGER NOT NULL CHECK (need >= 0),
  hint TEXT NOT NULL,
  word_limit INTEGER CHECK (word_limit >= 1)
) STRICT;

CREATE INDEX slot_item ON slot (item_id, position);

CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slot_id INTEGER NOT NULL REFERENCES slot (id) DEFERRABLE INITIALLY DEFERRED,
  document_id INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  -- 1: the document, whatever its pages; 0: the pages in link_page, if it still shows them.
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  note TEXT,
  -- How many of what the slot asks for it is.
  amount INTEGER NOT NULL DEFAULT 1 CHECK (amount >= 1)
) STRICT;

CREATE INDEX link_slot ON link (slot_id, position);

CREATE INDEX link_document ON link (document_id, slot_id);

CREATE UNIQUE INDEX link_whole ON link (slot_id, document_id) WHERE whole = 1;

CREATE TABLE link_page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  link_id INTEGER NOT NULL REFERENCES link (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  original_id INTEGER NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
  first_page INTEGER CHECK (first_page >= 1),
  last_page INTEGER CHECK (last_page >= first_page)
) STRICT;

CREATE INDEX link_page_link ON link_page (link_id, position);

CREATE INDEX link_page_original ON link_page (original_id);

CREATE TABLE mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  link_id INTEGER NOT NULL REFERENCES link (id) DEFERRABLE INITIALLY DEFERRED,
  original_id INTEGER NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number >= 1),
  -- [x, y, width, height, angle, vertical] of each line: µm on the page as the original shows it,
  -- hundredths of a degree, 0 or 1.
  lines TEXT NOT NULL CHECK (json_valid(lines))
) STRICT;

CREATE INDEX mark_link ON mark (link_id);

CREATE INDEX mark_original ON mark (original_id, number);

CREATE TABLE accepted_finding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  -- What it is about, such as d12 or s3 (checklist/check-subject.ts).
  subject TEXT NOT NULL,
  -- The document it is about, if it is about one.
  document_id INTEGER,
  reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (rule, subject)
) STRICT;

CREATE TABLE page_sketch (
  page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
  -- Characters without white space.
  letters INTEGER NOT NULL,
  -- What texts are told to be alike by (checklist/check-sketch.ts); empty: too little text.
  sketch TEXT NOT NULL,
  -- Resolution of a printed page's scan where it is under 200 dpi: page_reading has it behind kilobytes
  -- of lines.
  coarse_dpi INTEGER
) STRICT;

CREATE TRIGGER sketch_page AFTER UPDATE OF text ON page WHEN OLD.text IS NOT NEW.text BEGIN
  DELETE FROM page_sketch WHERE page_id = NEW.id;
END;

CREATE TRIGGER sketch_corrected_insert AFTER INSERT ON corrected_page BEGIN
  DELETE FROM page_sketch WHERE page_id IN (
    SELECT id FROM page WHERE original_id = NEW.original_id AND number = NEW.number);
END;

CREATE TRIGGER sketch_corrected_update AFTER UPDATE ON corrected_page BEGIN
  DELETE FROM page_sketch WHERE page_id IN (
    SELECT id FROM page WHERE original_id = NEW.original_id AND number = NEW.number);
END;

CREATE TRIGGER sketch_corrected_delete AFTER DELETE ON corrected_page BEGIN
  DELETE FROM page_sketch WHERE page_id IN (
    SELECT id FROM page WHERE original_id = OLD.original_id AND number = OLD.number);
END;

CREATE TABLE page_look (
  page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
  -- 'unknown': the scan has no colours, or the page cannot be drawn.
  seal TEXT NOT NULL CHECK (seal IN ('seen', 'none', 'unknown')),
  -- What pictures are told to be alike by (checklist/check-picture.ts); empty: nothing on it to tell by.
  picture TEXT NOT NULL
) STRICT;

CREATE TABLE grade_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checklist_id INTEGER NOT NULL UNIQUE REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED,
  -- Graded are the items of this depth; 0: projects.
  depth INTEGER NOT NULL CHECK (depth >= 0),
  -- JSON array of {name, least, unit}, the best first: how many sub-points a grade takes, as
  -- a count or in permille of those that an item has.
  grades TEXT NOT NULL CHECK (json_valid(grades))
) STRICT;

CREATE TRIGGER track_archive_setting_insert AFTER INSERT ON archive_setting BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'archive_setting', NEW.id, NULL, json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value) FROM running_operation;
    END;

CREATE TRIGGER track_archive_setting_update AFTER UPDATE ON archive_setting WHEN OLD.id IS NOT NEW.id OR OLD.key IS NOT NEW.key OR OLD.value IS NOT NEW.value BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'archive_setting', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'key' AS name, OLD.key AS was, NEW.key AS now UNION ALL SELECT 'value' AS name, OLD.value AS was, NEW.value AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'key' AS name, OLD.key AS was, NEW.key AS now UNION ALL SELECT 'value' AS name, OLD.value AS was, NEW.value AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_archive_setting_delete AFTER DELETE ON archive_setting BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'archive_setting', OLD.id, json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value), NULL FROM running_operation;
    END;

CREATE TRIGGER track_category_insert AFTER INSERT ON category BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'category', NEW.id, NULL, json_object('id', NEW.id, 'parent_id', NEW.parent_id, 'name', NEW.name, 'position', NEW.position) FROM running_operation;
    END;

CREATE TRIGGER track_category_update AFTER UPDATE ON category WHEN OLD.id IS NOT NEW.id OR OLD.parent_id IS NOT NEW.parent_id OR OLD.name IS NOT NEW.name OR OLD.position IS NOT NEW.position BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'category', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'parent_id' AS name, OLD.parent_id AS was, NEW.parent_id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'parent_id' AS name, OLD.parent_id AS was, NEW.parent_id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_category_delete AFTER DELETE ON category BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'category', OLD.id, json_object('id', OLD.id, 'parent_id', OLD.parent_id, 'name', OLD.name, 'position', OLD.position), NULL FROM running_operation;
    END;

CREATE TRIGGER track_tag_insert AFTER INSERT ON tag BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'tag', NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'color', NEW.color) FROM running_operation;
    END;

CREATE TRIGGER track_tag_update AFTER UPDATE ON tag WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.color IS NOT NEW.color BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'tag', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'color' AS name, OLD.color AS was, NEW.color AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'color' AS name, OLD.color AS was, NEW.color AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_tag_delete AFTER DELETE ON tag BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'tag', OLD.id, json_object('id', OLD.id, 'name', OLD.name, 'color', OLD.color), NULL FROM running_operation;
    END;

CREATE TRIGGER track_document_insert AFTER INSERT ON document BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document', NEW.id, NULL, json_object('id', NEW.id, 'state', NEW.state, 'title', NEW.title, 'year', NEW.year, 'category_id', NEW.category_id, 'reference_number', NEW.reference_number, 'issuer', NEW.issuer, 'date', NEW.date, 'kind', NEW.kind, 'department', NEW.department, 'retention', NEW.retention, 'secrecy', NEW.secrecy, 'note', NEW.note, 'archival_code', NEW.archival_code, 'import_id', NEW.import_id, 'created_at', NEW.created_at, 'confirmed_at', NEW.confirmed_at, 'trashed_at', NEW.trashed_at) FROM running_operation;
    END;

CREATE TRIGGER track_document_update AFTER UPDATE ON document WHEN OLD.id IS NOT NEW.id OR OLD.state IS NOT NEW.state OR OLD.title IS NOT NEW.title OR OLD.year IS NOT NEW.year OR OLD.category_id IS NOT NEW.category_id OR OLD.reference_number IS NOT NEW.reference_number OR OLD.issuer IS NOT NEW.issuer OR OLD.date IS NOT NEW.date OR OLD.kind IS NOT NEW.kind OR OLD.department IS NOT NEW.department OR OLD.retention IS NOT NEW.retention OR OLD.secrecy IS NOT NEW.secrecy OR OLD.note IS NOT NEW.note OR OLD.archival_code IS NOT NEW.archival_code OR OLD.import_id IS NOT NEW.import_id OR OLD.created_at IS NOT NEW.created_at OR OLD.confirmed_at IS NOT NEW.confirmed_at OR OLD.trashed_at IS NOT NEW.trashed_at BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'state' AS name, OLD.state AS was, NEW.state AS now UNION ALL SELECT 'title' AS name, OLD.title AS was, NEW.title AS now UNION ALL SELECT 'year' AS name, OLD.year AS was, NEW.year AS now UNION ALL SELECT 'category_id' AS name, OLD.category_id AS was, NEW.category_id AS now UNION ALL SELECT 'reference_number' AS name, OLD.reference_number AS was, NEW.reference_number AS now UNION ALL SELECT 'issuer' AS name, OLD.issuer AS was, NEW.issuer AS now UNION ALL SELECT 'date' AS name, OLD.date AS was, NEW.date AS now UNION ALL SELECT 'kind' AS name, OLD.kind AS was, NEW.kind AS now UNION ALL SELECT 'department' AS name, OLD.department AS was, NEW.department AS now UNION ALL SELECT 'retention' AS name, OLD.retention AS was, NEW.retention AS now UNION ALL SELECT 'secrecy' AS name, OLD.secrecy AS was, NEW.secrecy AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now UNION ALL SELECT 'archival_code' AS name, OLD.archival_code AS was, NEW.archival_code AS now UNION ALL SELECT 'import_id' AS name, OLD.import_id AS was, NEW.import_id AS now UNION ALL SELECT 'created_at' AS name, OLD.created_at AS was, NEW.created_at AS now UNION ALL SELECT 'confirmed_at' AS name, OLD.confirmed_at AS was, NEW.confirmed_at AS now UNION ALL SELECT 'trashed_at' AS name, OLD.trashed_at AS was, NEW.trashed_at AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'state' AS name, OLD.state AS was, NEW.state AS now UNION ALL SELECT 'title' AS name, OLD.title AS was, NEW.title AS now UNION ALL SELECT 'year' AS name, OLD.year AS was, NEW.year AS now UNION ALL SELECT 'category_id' AS name, OLD.category_id AS was, NEW.category_id AS now UNION ALL SELECT 'reference_number' AS name, OLD.reference_number AS was, NEW.reference_number AS now UNION ALL SELECT 'issuer' AS name, OLD.issuer AS was, NEW.issuer AS now UNION ALL SELECT 'date' AS name, OLD.date AS was, NEW.date AS now UNION ALL SELECT 'kind' AS name, OLD.kind AS was, NEW.kind AS now UNION ALL SELECT 'department' AS name, OLD.department AS was, NEW.department AS now UNION ALL SELECT 'retention' AS name, OLD.retention AS was, NEW.retention AS now UNION ALL SELECT 'secrecy' AS name, OLD.secrecy AS was, NEW.secrecy AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now UNION ALL SELECT 'archival_code' AS name, OLD.archival_code AS was, NEW.archival_code AS now UNION ALL SELECT 'import_id' AS name, OLD.import_id AS was, NEW.import_id AS now UNION ALL SELECT 'created_at' AS name, OLD.created_at AS was, NEW.created_at AS now UNION ALL SELECT 'confirmed_at' AS name, OLD.confirmed_at AS was, NEW.confirmed_at AS now UNION ALL SELECT 'trashed_at' AS name, OLD.trashed_at AS was, NEW.trashed_at AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_document_delete AFTER DELETE ON document BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document', OLD.id, json_object('id', OLD.id, 'state', OLD.state, 'title', OLD.title, 'year', OLD.year, 'category_id', OLD.category_id, 'reference_number', OLD.reference_number, 'issuer', OLD.issuer, 'date', OLD.date, 'kind', OLD.kind, 'department', OLD.department, 'retention', OLD.retention, 'secrecy', OLD.secrecy, 'note', OLD.note, 'archival_code', OLD.archival_code, 'import_id', OLD.import_id, 'created_at', OLD.created_at, 'confirmed_at', OLD.confirmed_at, 'trashed_at', OLD.trashed_at), NULL FROM running_operation;
    END;

CREATE TRIGGER track_part_insert AFTER INSERT ON part BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'part', NEW.id, NULL, json_object('id', NEW.id, 'document_id', NEW.document_id, 'position', NEW.position, 'original_id', NEW.original_id, 'first_page', NEW.first_page, 'last_page', NEW.last_page, 'rotation', NEW.rotation, 'source_name', NEW.source_name, 'source_path', NEW.source_path) FROM running_operation;
    END;

CREATE TRIGGER track_part_update AFTER UPDATE ON part WHEN OLD.id IS NOT NEW.id OR OLD.document_id IS NOT NEW.document_id OR OLD.position IS NOT NEW.position OR OLD.original_id IS NOT NEW.original_id OR OLD.first_page IS NOT NEW.first_page OR OLD.last_page IS NOT NEW.last_page OR OLD.rotation IS NOT NEW.rotation OR OLD.source_name IS NOT NEW.source_name OR OLD.source_path IS NOT NEW.source_path BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'part', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'first_page' AS name, OLD.first_page AS was, NEW.first_page AS now UNION ALL SELECT 'last_page' AS name, OLD.last_page AS was, NEW.last_page AS now UNION ALL SELECT 'rotation' AS name, OLD.rotation AS was, NEW.rotation AS now UNION ALL SELECT 'source_name' AS name, OLD.source_name AS was, NEW.source_name AS now UNION ALL SELECT 'source_path' AS name, OLD.source_path AS was, NEW.source_path AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'first_page' AS name, OLD.first_page AS was, NEW.first_page AS now UNION ALL SELECT 'last_page' AS name, OLD.last_page AS was, NEW.last_page AS now UNION ALL SELECT 'rotation' AS name, OLD.rotation AS was, NEW.rotation AS now UNION ALL SELECT 'source_name' AS name, OLD.source_name AS was, NEW.source_name AS now UNION ALL SELECT 'source_path' AS name, OLD.source_path AS was, NEW.source_path AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_part_delete AFTER DELETE ON part BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'part', OLD.id, json_object('id', OLD.id, 'document_id', OLD.document_id, 'position', OLD.position, 'original_id', OLD.original_id, 'first_page', OLD.first_page, 'last_page', OLD.last_page, 'rotation', OLD.rotation, 'source_name', OLD.source_name, 'source_path', OLD.source_path), NULL FROM running_operation;
    END;

CREATE TRIGGER track_document_tag_insert AFTER INSERT ON document_tag BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document_tag', NEW.id, NULL, json_object('id', NEW.id, 'document_id', NEW.document_id, 'tag_id', NEW.tag_id) FROM running_operation;
    END;

CREATE TRIGGER track_document_tag_update AFTER UPDATE ON document_tag WHEN OLD.id IS NOT NEW.id OR OLD.document_id IS NOT NEW.document_id OR OLD.tag_id IS NOT NEW.tag_id BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document_tag', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'tag_id' AS name, OLD.tag_id AS was, NEW.tag_id AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'tag_id' AS name, OLD.tag_id AS was, NEW.tag_id AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_document_tag_delete AFTER DELETE ON document_tag BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'document_tag', OLD.id, json_object('id', OLD.id, 'document_id', OLD.document_id, 'tag_id', OLD.tag_id), NULL FROM running_operation;
    END;

CREATE TRIGGER track_binder_insert AFTER INSERT ON binder BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'binder', NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'recipe', NEW.recipe) FROM running_operation;
    END;

CREATE TRIGGER track_binder_update AFTER UPDATE ON binder WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.recipe IS NOT NEW.recipe BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'binder', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'recipe' AS name, OLD.recipe AS was, NEW.recipe AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'recipe' AS name, OLD.recipe AS was, NEW.recipe AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_binder_delete AFTER DELETE ON binder BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'binder', OLD.id, json_object('id', OLD.id, 'name', OLD.name, 'recipe', OLD.recipe), NULL FROM running_operation;
    END;

CREATE TRIGGER track_corrected_page_insert AFTER INSERT ON corrected_page BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'corrected_page', NEW.id, NULL, json_object('id', NEW.id, 'original_id', NEW.original_id, 'number', NEW.number, 'text', NEW.text, 'lines', NEW.lines) FROM running_operation;
    END;

CREATE TRIGGER track_corrected_page_update AFTER UPDATE ON corrected_page WHEN OLD.id IS NOT NEW.id OR OLD.original_id IS NOT NEW.original_id OR OLD.number IS NOT NEW.number OR OLD.text IS NOT NEW.text OR OLD.lines IS NOT NEW.lines BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'corrected_page', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'number' AS name, OLD.number AS was, NEW.number AS now UNION ALL SELECT 'text' AS name, OLD.text AS was, NEW.text AS now UNION ALL SELECT 'lines' AS name, OLD.lines AS was, NEW.lines AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'number' AS name, OLD.number AS was, NEW.number AS now UNION ALL SELECT 'text' AS name, OLD.text AS was, NEW.text AS now UNION ALL SELECT 'lines' AS name, OLD.lines AS was, NEW.lines AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_corrected_page_delete AFTER DELETE ON corrected_page BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'corrected_page', OLD.id, json_object('id', OLD.id, 'original_id', OLD.original_id, 'number', OLD.number, 'text', OLD.text, 'lines', OLD.lines), NULL FROM running_operation;
    END;

CREATE TRIGGER track_caption_insert AFTER INSERT ON caption BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'caption', NEW.id, NULL, json_object('id', NEW.id, 'document_id', NEW.document_id, 'event', NEW.event, 'time', NEW.time, 'place', NEW.place, 'people', NEW.people, 'background', NEW.background, 'photographer', NEW.photographer, 'see_also', NEW.see_also) FROM running_operation;
    END;

CREATE TRIGGER track_caption_update AFTER UPDATE ON caption WHEN OLD.id IS NOT NEW.id OR OLD.document_id IS NOT NEW.document_id OR OLD.event IS NOT NEW.event OR OLD.time IS NOT NEW.time OR OLD.place IS NOT NEW.place OR OLD.people IS NOT NEW.people OR OLD.background IS NOT NEW.background OR OLD.photographer IS NOT NEW.photographer OR OLD.see_also IS NOT NEW.see_also BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'caption', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'event' AS name, OLD.event AS was, NEW.event AS now UNION ALL SELECT 'time' AS name, OLD.time AS was, NEW.time AS now UNION ALL SELECT 'place' AS name, OLD.place AS was, NEW.place AS now UNION ALL SELECT 'people' AS name, OLD.people AS was, NEW.people AS now UNION ALL SELECT 'background' AS name, OLD.background AS was, NEW.background AS now UNION ALL SELECT 'photographer' AS name, OLD.photographer AS was, NEW.photographer AS now UNION ALL SELECT 'see_also' AS name, OLD.see_also AS was, NEW.see_also AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'event' AS name, OLD.event AS was, NEW.event AS now UNION ALL SELECT 'time' AS name, OLD.time AS was, NEW.time AS now UNION ALL SELECT 'place' AS name, OLD.place AS was, NEW.place AS now UNION ALL SELECT 'people' AS name, OLD.people AS was, NEW.people AS now UNION ALL SELECT 'background' AS name, OLD.background AS was, NEW.background AS now UNION ALL SELECT 'photographer' AS name, OLD.photographer AS was, NEW.photographer AS now UNION ALL SELECT 'see_also' AS name, OLD.see_also AS was, NEW.see_also AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_caption_delete AFTER DELETE ON caption BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'caption', OLD.id, json_object('id', OLD.id, 'document_id', OLD.document_id, 'event', OLD.event, 'time', OLD.time, 'place', OLD.place, 'people', OLD.people, 'background', OLD.background, 'photographer', OLD.photographer, 'see_also', OLD.see_also), NULL FROM running_operation;
    END;

CREATE TRIGGER track_saved_search_insert AFTER INSERT ON saved_search BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'saved_search', NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'filter', NEW.filter) FROM running_operation;
    END;

CREATE TRIGGER track_saved_search_update AFTER UPDATE ON saved_search WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.filter IS NOT NEW.filter BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'saved_search', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'filter' AS name, OLD.filter AS was, NEW.filter AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'filter' AS name, OLD.filter AS was, NEW.filter AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_saved_search_delete AFTER DELETE ON saved_search BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'saved_search', OLD.id, json_object('id', OLD.id, 'name', OLD.name, 'filter', OLD.filter), NULL FROM running_operation;
    END;

CREATE TRIGGER track_checklist_insert AFTER INSERT ON checklist BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist', NEW.id, NULL, json_object('id', NEW.id, 'name', NEW.name, 'window_from', NEW.window_from, 'window_to', NEW.window_to, 'inspected_on', NEW.inspected_on, 'is_example', NEW.is_example, 'follows_id', NEW.follows_id, 'created_at', NEW.created_at) FROM running_operation;
    END;

CREATE TRIGGER track_checklist_update AFTER UPDATE ON checklist WHEN OLD.id IS NOT NEW.id OR OLD.name IS NOT NEW.name OR OLD.window_from IS NOT NEW.window_from OR OLD.window_to IS NOT NEW.window_to OR OLD.inspected_on IS NOT NEW.inspected_on OR OLD.is_example IS NOT NEW.is_example OR OLD.follows_id IS NOT NEW.follows_id OR OLD.created_at IS NOT NEW.created_at BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'window_from' AS name, OLD.window_from AS was, NEW.window_from AS now UNION ALL SELECT 'window_to' AS name, OLD.window_to AS was, NEW.window_to AS now UNION ALL SELECT 'inspected_on' AS name, OLD.inspected_on AS was, NEW.inspected_on AS now UNION ALL SELECT 'is_example' AS name, OLD.is_example AS was, NEW.is_example AS now UNION ALL SELECT 'follows_id' AS name, OLD.follows_id AS was, NEW.follows_id AS now UNION ALL SELECT 'created_at' AS name, OLD.created_at AS was, NEW.created_at AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'name' AS name, OLD.name AS was, NEW.name AS now UNION ALL SELECT 'window_from' AS name, OLD.window_from AS was, NEW.window_from AS now UNION ALL SELECT 'window_to' AS name, OLD.window_to AS was, NEW.window_to AS now UNION ALL SELECT 'inspected_on' AS name, OLD.inspected_on AS was, NEW.inspected_on AS now UNION ALL SELECT 'is_example' AS name, OLD.is_example AS was, NEW.is_example AS now UNION ALL SELECT 'follows_id' AS name, OLD.follows_id AS was, NEW.follows_id AS now UNION ALL SELECT 'created_at' AS name, OLD.created_at AS was, NEW.created_at AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_checklist_delete AFTER DELETE ON checklist BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist', OLD.id, json_object('id', OLD.id, 'name', OLD.name, 'window_from', OLD.window_from, 'window_to', OLD.window_to, 'inspected_on', OLD.inspected_on, 'is_example', OLD.is_example, 'follows_id', OLD.follows_id, 'created_at', OLD.created_at), NULL FROM running_operation;
    END;

CREATE TRIGGER track_checklist_item_insert AFTER INSERT ON checklist_item BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist_item', NEW.id, NULL, json_object('id', NEW.id, 'checklist_id', NEW.checklist_id, 'parent_id', NEW.parent_id, 'position', NEW.position, 'code', NEW.code, 'title', NEW.title, 'requirement', NEW.requirement, 'notes', NEW.notes, 'method', NEW.method, 'score', NEW.score, 'is_negative', NEW.is_negative, 'has_window', NEW.has_window, 'window_from', NEW.window_from, 'window_to', NEW.window_to, 'conclusion', NEW.conclusion, 'conclusion_limit', NEW.conclusion_limit, 'self_score', NEW.self_score, 'self_grade', NEW.self_grade, 'follows_id', NEW.follows_id) FROM running_operation;
    END;

CREATE TRIGGER track_checklist_item_update AFTER UPDATE ON checklist_item WHEN OLD.id IS NOT NEW.id OR OLD.checklist_id IS NOT NEW.checklist_id OR OLD.parent_id IS NOT NEW.parent_id OR OLD.position IS NOT NEW.position OR OLD.code IS NOT NEW.code OR OLD.title IS NOT NEW.title OR OLD.requirement IS NOT NEW.requirement OR OLD.notes IS NOT NEW.notes OR OLD.method IS NOT NEW.method OR OLD.score IS NOT NEW.score OR OLD.is_negative IS NOT NEW.is_negative OR OLD.has_window IS NOT NEW.has_window OR OLD.window_from IS NOT NEW.window_from OR OLD.window_to IS NOT NEW.window_to OR OLD.conclusion IS NOT NEW.conclusion OR OLD.conclusion_limit IS NOT NEW.conclusion_limit OR OLD.self_score IS NOT NEW.self_score OR OLD.self_grade IS NOT NEW.self_grade OR OLD.follows_id IS NOT NEW.follows_id BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist_item', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'checklist_id' AS name, OLD.checklist_id AS was, NEW.checklist_id AS now UNION ALL SELECT 'parent_id' AS name, OLD.parent_id AS was, NEW.parent_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'code' AS name, OLD.code AS was, NEW.code AS now UNION ALL SELECT 'title' AS name, OLD.title AS was, NEW.title AS now UNION ALL SELECT 'requirement' AS name, OLD.requirement AS was, NEW.requirement AS now UNION ALL SELECT 'notes' AS name, OLD.notes AS was, NEW.notes AS now UNION ALL SELECT 'method' AS name, OLD.method AS was, NEW.method AS now UNION ALL SELECT 'score' AS name, OLD.score AS was, NEW.score AS now UNION ALL SELECT 'is_negative' AS name, OLD.is_negative AS was, NEW.is_negative AS now UNION ALL SELECT 'has_window' AS name, OLD.has_window AS was, NEW.has_window AS now UNION ALL SELECT 'window_from' AS name, OLD.window_from AS was, NEW.window_from AS now UNION ALL SELECT 'window_to' AS name, OLD.window_to AS was, NEW.window_to AS now UNION ALL SELECT 'conclusion' AS name, OLD.conclusion AS was, NEW.conclusion AS now UNION ALL SELECT 'conclusion_limit' AS name, OLD.conclusion_limit AS was, NEW.conclusion_limit AS now UNION ALL SELECT 'self_score' AS name, OLD.self_score AS was, NEW.self_score AS now UNION ALL SELECT 'self_grade' AS name, OLD.self_grade AS was, NEW.self_grade AS now UNION ALL SELECT 'follows_id' AS name, OLD.follows_id AS was, NEW.follows_id AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'checklist_id' AS name, OLD.checklist_id AS was, NEW.checklist_id AS now UNION ALL SELECT 'parent_id' AS name, OLD.parent_id AS was, NEW.parent_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'code' AS name, OLD.code AS was, NEW.code AS now UNION ALL SELECT 'title' AS name, OLD.title AS was, NEW.title AS now UNION ALL SELECT 'requirement' AS name, OLD.requirement AS was, NEW.requirement AS now UNION ALL SELECT 'notes' AS name, OLD.notes AS was, NEW.notes AS now UNION ALL SELECT 'method' AS name, OLD.method AS was, NEW.method AS now UNION ALL SELECT 'score' AS name, OLD.score AS was, NEW.score AS now UNION ALL SELECT 'is_negative' AS name, OLD.is_negative AS was, NEW.is_negative AS now UNION ALL SELECT 'has_window' AS name, OLD.has_window AS was, NEW.has_window AS now UNION ALL SELECT 'window_from' AS name, OLD.window_from AS was, NEW.window_from AS now UNION ALL SELECT 'window_to' AS name, OLD.window_to AS was, NEW.window_to AS now UNION ALL SELECT 'conclusion' AS name, OLD.conclusion AS was, NEW.conclusion AS now UNION ALL SELECT 'conclusion_limit' AS name, OLD.conclusion_limit AS was, NEW.conclusion_limit AS now UNION ALL SELECT 'self_score' AS name, OLD.self_score AS was, NEW.self_score AS now UNION ALL SELECT 'self_grade' AS name, OLD.self_grade AS was, NEW.self_grade AS now UNION ALL SELECT 'follows_id' AS name, OLD.follows_id AS was, NEW.follows_id AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_checklist_item_delete AFTER DELETE ON checklist_item BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'checklist_item', OLD.id, json_object('id', OLD.id, 'checklist_id', OLD.checklist_id, 'parent_id', OLD.parent_id, 'position', OLD.position, 'code', OLD.code, 'title', OLD.title, 'requirement', OLD.requirement, 'notes', OLD.notes, 'method', OLD.method, 'score', OLD.score, 'is_negative', OLD.is_negative, 'has_window', OLD.has_window, 'window_from', OLD.window_from, 'window_to', OLD.window_to, 'conclusion', OLD.conclusion, 'conclusion_limit', OLD.conclusion_limit, 'self_score', OLD.self_score, 'self_grade', OLD.self_grade, 'follows_id', OLD.follows_id), NULL FROM running_operation;
    END;

CREATE TRIGGER track_assignment_insert AFTER INSERT ON assignment BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'assignment', NEW.id, NULL, json_object('id', NEW.id, 'item_id', NEW.item_id, 'department', NEW.department, 'helping', NEW.helping, 'leader', NEW.leader, 'person', NEW.person, 'due', NEW.due, 'progress', NEW.progress, 'note', NEW.note) FROM running_operation;
    END;

CREATE TRIGGER track_assignment_update AFTER UPDATE ON assignment WHEN OLD.id IS NOT NEW.id OR OLD.item_id IS NOT NEW.item_id OR OLD.department IS NOT NEW.department OR OLD.helping IS NOT NEW.helping OR OLD.leader IS NOT NEW.leader OR OLD.person IS NOT NEW.person OR OLD.due IS NOT NEW.due OR OLD.progress IS NOT NEW.progress OR OLD.note IS NOT NEW.note BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'assignment', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'item_id' AS name, OLD.item_id AS was, NEW.item_id AS now UNION ALL SELECT 'department' AS name, OLD.department AS was, NEW.department AS now UNION ALL SELECT 'helping' AS name, OLD.helping AS was, NEW.helping AS now UNION ALL SELECT 'leader' AS name, OLD.leader AS was, NEW.leader AS now UNION ALL SELECT 'person' AS name, OLD.person AS was, NEW.person AS now UNION ALL SELECT 'due' AS name, OLD.due AS was, NEW.due AS now UNION ALL SELECT 'progress' AS name, OLD.progress AS was, NEW.progress AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'item_id' AS name, OLD.item_id AS was, NEW.item_id AS now UNION ALL SELECT 'department' AS name, OLD.department AS was, NEW.department AS now UNION ALL SELECT 'helping' AS name, OLD.helping AS was, NEW.helping AS now UNION ALL SELECT 'leader' AS name, OLD.leader AS was, NEW.leader AS now UNION ALL SELECT 'person' AS name, OLD.person AS was, NEW.person AS now UNION ALL SELECT 'due' AS name, OLD.due AS was, NEW.due AS now UNION ALL SELECT 'progress' AS name, OLD.progress AS was, NEW.progress AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_assignment_delete AFTER DELETE ON assignment BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'assignment', OLD.id, json_object('id', OLD.id, 'item_id', OLD.item_id, 'department', OLD.department, 'helping', OLD.helping, 'leader', OLD.leader, 'person', OLD.person, 'due', OLD.due, 'progress', OLD.progress, 'note', OLD.note), NULL FROM running_operation;
    END;

CREATE TRIGGER track_slot_insert AFTER INSERT ON slot BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'slot', NEW.id, NULL, json_object('id', NEW.id, 'item_id', NEW.item_id, 'position', NEW.position, 'kind', NEW.kind, 'need', NEW.need, 'hint', NEW.hint, 'word_limit', NEW.word_limit) FROM running_operation;
    END;

CREATE TRIGGER track_slot_update AFTER UPDATE ON slot WHEN OLD.id IS NOT NEW.id OR OLD.item_id IS NOT NEW.item_id OR OLD.position IS NOT NEW.position OR OLD.kind IS NOT NEW.kind OR OLD.need IS NOT NEW.need OR OLD.hint IS NOT NEW.hint OR OLD.word_limit IS NOT NEW.word_limit BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'slot', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'item_id' AS name, OLD.item_id AS was, NEW.item_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'kind' AS name, OLD.kind AS was, NEW.kind AS now UNION ALL SELECT 'need' AS name, OLD.need AS was, NEW.need AS now UNION ALL SELECT 'hint' AS name, OLD.hint AS was, NEW.hint AS now UNION ALL SELECT 'word_limit' AS name, OLD.word_limit AS was, NEW.word_limit AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'item_id' AS name, OLD.item_id AS was, NEW.item_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'kind' AS name, OLD.kind AS was, NEW.kind AS now UNION ALL SELECT 'need' AS name, OLD.need AS was, NEW.need AS now UNION ALL SELECT 'hint' AS name, OLD.hint AS was, NEW.hint AS now UNION ALL SELECT 'word_limit' AS name, OLD.word_limit AS was, NEW.word_limit AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_slot_delete AFTER DELETE ON slot BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'slot', OLD.id, json_object('id', OLD.id, 'item_id', OLD.item_id, 'position', OLD.position, 'kind', OLD.kind, 'need', OLD.need, 'hint', OLD.hint, 'word_limit', OLD.word_limit), NULL FROM running_operation;
    END;

CREATE TRIGGER track_link_insert AFTER INSERT ON link BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link', NEW.id, NULL, json_object('id', NEW.id, 'slot_id', NEW.slot_id, 'document_id', NEW.document_id, 'position', NEW.position, 'whole', NEW.whole, 'note', NEW.note, 'amount', NEW.amount) FROM running_operation;
    END;

CREATE TRIGGER track_link_update AFTER UPDATE ON link WHEN OLD.id IS NOT NEW.id OR OLD.slot_id IS NOT NEW.slot_id OR OLD.document_id IS NOT NEW.document_id OR OLD.position IS NOT NEW.position OR OLD.whole IS NOT NEW.whole OR OLD.note IS NOT NEW.note OR OLD.amount IS NOT NEW.amount BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'slot_id' AS name, OLD.slot_id AS was, NEW.slot_id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'whole' AS name, OLD.whole AS was, NEW.whole AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now UNION ALL SELECT 'amount' AS name, OLD.amount AS was, NEW.amount AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'slot_id' AS name, OLD.slot_id AS was, NEW.slot_id AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'whole' AS name, OLD.whole AS was, NEW.whole AS now UNION ALL SELECT 'note' AS name, OLD.note AS was, NEW.note AS now UNION ALL SELECT 'amount' AS name, OLD.amount AS was, NEW.amount AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_link_delete AFTER DELETE ON link BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link', OLD.id, json_object('id', OLD.id, 'slot_id', OLD.slot_id, 'document_id', OLD.document_id, 'position', OLD.position, 'whole', OLD.whole, 'note', OLD.note, 'amount', OLD.amount), NULL FROM running_operation;
    END;

CREATE TRIGGER track_link_page_insert AFTER INSERT ON link_page BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link_page', NEW.id, NULL, json_object('id', NEW.id, 'link_id', NEW.link_id, 'position', NEW.position, 'original_id', NEW.original_id, 'first_page', NEW.first_page, 'last_page', NEW.last_page) FROM running_operation;
    END;

CREATE TRIGGER track_link_page_update AFTER UPDATE ON link_page WHEN OLD.id IS NOT NEW.id OR OLD.link_id IS NOT NEW.link_id OR OLD.position IS NOT NEW.position OR OLD.original_id IS NOT NEW.original_id OR OLD.first_page IS NOT NEW.first_page OR OLD.last_page IS NOT NEW.last_page BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link_page', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'link_id' AS name, OLD.link_id AS was, NEW.link_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'first_page' AS name, OLD.first_page AS was, NEW.first_page AS now UNION ALL SELECT 'last_page' AS name, OLD.last_page AS was, NEW.last_page AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'link_id' AS name, OLD.link_id AS was, NEW.link_id AS now UNION ALL SELECT 'position' AS name, OLD.position AS was, NEW.position AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'first_page' AS name, OLD.first_page AS was, NEW.first_page AS now UNION ALL SELECT 'last_page' AS name, OLD.last_page AS was, NEW.last_page AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_link_page_delete AFTER DELETE ON link_page BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'link_page', OLD.id, json_object('id', OLD.id, 'link_id', OLD.link_id, 'position', OLD.position, 'original_id', OLD.original_id, 'first_page', OLD.first_page, 'last_page', OLD.last_page), NULL FROM running_operation;
    END;

CREATE TRIGGER track_mark_insert AFTER INSERT ON mark BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'mark', NEW.id, NULL, json_object('id', NEW.id, 'link_id', NEW.link_id, 'original_id', NEW.original_id, 'number', NEW.number, 'lines', NEW.lines) FROM running_operation;
    END;

CREATE TRIGGER track_mark_update AFTER UPDATE ON mark WHEN OLD.id IS NOT NEW.id OR OLD.link_id IS NOT NEW.link_id OR OLD.original_id IS NOT NEW.original_id OR OLD.number IS NOT NEW.number OR OLD.lines IS NOT NEW.lines BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'mark', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'link_id' AS name, OLD.link_id AS was, NEW.link_id AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'number' AS name, OLD.number AS was, NEW.number AS now UNION ALL SELECT 'lines' AS name, OLD.lines AS was, NEW.lines AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'link_id' AS name, OLD.link_id AS was, NEW.link_id AS now UNION ALL SELECT 'original_id' AS name, OLD.original_id AS was, NEW.original_id AS now UNION ALL SELECT 'number' AS name, OLD.number AS was, NEW.number AS now UNION ALL SELECT 'lines' AS name, OLD.lines AS was, NEW.lines AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_mark_delete AFTER DELETE ON mark BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'mark', OLD.id, json_object('id', OLD.id, 'link_id', OLD.link_id, 'original_id', OLD.original_id, 'number', OLD.number, 'lines', OLD.lines), NULL FROM running_operation;
    END;

CREATE TRIGGER track_grade_rule_insert AFTER INSERT ON grade_rule BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'grade_rule', NEW.id, NULL, json_object('id', NEW.id, 'checklist_id', NEW.checklist_id, 'depth', NEW.depth, 'grades', NEW.grades) FROM running_operation;
    END;

CREATE TRIGGER track_grade_rule_update AFTER UPDATE ON grade_rule WHEN OLD.id IS NOT NEW.id OR OLD.checklist_id IS NOT NEW.checklist_id OR OLD.depth IS NOT NEW.depth OR OLD.grades IS NOT NEW.grades BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'grade_rule', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'checklist_id' AS name, OLD.checklist_id AS was, NEW.checklist_id AS now UNION ALL SELECT 'depth' AS name, OLD.depth AS was, NEW.depth AS now UNION ALL SELECT 'grades' AS name, OLD.grades AS was, NEW.grades AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'checklist_id' AS name, OLD.checklist_id AS was, NEW.checklist_id AS now UNION ALL SELECT 'depth' AS name, OLD.depth AS was, NEW.depth AS now UNION ALL SELECT 'grades' AS name, OLD.grades AS was, NEW.grades AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_grade_rule_delete AFTER DELETE ON grade_rule BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'grade_rule', OLD.id, json_object('id', OLD.id, 'checklist_id', OLD.checklist_id, 'depth', OLD.depth, 'grades', OLD.grades), NULL FROM running_operation;
    END;

CREATE TRIGGER track_accepted_finding_insert AFTER INSERT ON accepted_finding BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'accepted_finding', NEW.id, NULL, json_object('id', NEW.id, 'rule', NEW.rule, 'subject', NEW.subject, 'document_id', NEW.document_id, 'reason', NEW.reason, 'user', NEW.user, 'at', NEW.at) FROM running_operation;
    END;

CREATE TRIGGER track_accepted_finding_update AFTER UPDATE ON accepted_finding WHEN OLD.id IS NOT NEW.id OR OLD.rule IS NOT NEW.rule OR OLD.subject IS NOT NEW.subject OR OLD.document_id IS NOT NEW.document_id OR OLD.reason IS NOT NEW.reason OR OLD.user IS NOT NEW.user OR OLD.at IS NOT NEW.at BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation);
      SELECT RAISE(ABORT, 'ids never change') WHERE OLD.id <> NEW.id;
      
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'accepted_finding', NEW.id, (SELECT json_group_object(name, was) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'rule' AS name, OLD.rule AS was, NEW.rule AS now UNION ALL SELECT 'subject' AS name, OLD.subject AS was, NEW.subject AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'reason' AS name, OLD.reason AS was, NEW.reason AS now UNION ALL SELECT 'user' AS name, OLD.user AS was, NEW.user AS now UNION ALL SELECT 'at' AS name, OLD.at AS was, NEW.at AS now) WHERE was IS NOT now), (SELECT json_group_object(name, now) FROM (SELECT 'id' AS name, OLD.id AS was, NEW.id AS now UNION ALL SELECT 'rule' AS name, OLD.rule AS was, NEW.rule AS now UNION ALL SELECT 'subject' AS name, OLD.subject AS was, NEW.subject AS now UNION ALL SELECT 'document_id' AS name, OLD.document_id AS was, NEW.document_id AS now UNION ALL SELECT 'reason' AS name, OLD.reason AS was, NEW.reason AS now UNION ALL SELECT 'user' AS name, OLD.user AS was, NEW.user AS now UNION ALL SELECT 'at' AS name, OLD.at AS was, NEW.at AS now) WHERE was IS NOT now) FROM running_operation;
    END;

CREATE TRIGGER track_accepted_finding_delete AFTER DELETE ON accepted_finding BEGIN
      SELECT RAISE(ABORT, 'no operation is running')
    WHERE NOT EXISTS (SELECT 1 FROM running_operation); 
    INSERT INTO change (operation_id, table_name, row_id, before, after)
    SELECT operation_id, 'accepted_finding', OLD.id, json_object('id', OLD.id, 'rule', OLD.rule, 'subject', OLD.subject, 'document_id', OLD.document_id, 'reason', OLD.reason, 'user', OLD.user, 'at', OLD.at), NULL FROM running_operation;
    END;
