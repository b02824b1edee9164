/** The checklist: editions, items, what they ask for, and what proves it. */
export const checklist = `
-- What people decide. Nothing here goes by a cascade: what is taken away with something else is
-- taken away by name, and an undo that would take a link along is refused instead.

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

-- Who owes an item. No row: nothing was said.
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

-- A run of pages of an original: what documents do with their pages does not touch it.
-- first_page and last_page are NULL where the original has no pages.
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

-- A passage on a page of an original.
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
`;
