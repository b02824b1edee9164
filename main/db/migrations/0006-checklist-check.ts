/** The material check: what people say is fine, and what machines saw of linked pages. */
export const checklistCheck = `
-- A finding that somebody looked at and called fine. Ids in its subject lead to nothing by a key:
-- it stays where what it is about goes and comes back by an undo.
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

-- Of a page's text, as it is now: no row, it has not been looked at since it changed.
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

-- Of a page's picture, which never changes.
CREATE TABLE page_look (
  page_id INTEGER PRIMARY KEY REFERENCES page (id) ON DELETE CASCADE,
  -- 'unknown': the scan has no colours, or the page cannot be drawn.
  seal TEXT NOT NULL CHECK (seal IN ('seen', 'none', 'unknown')),
  -- What pictures are told to be alike by (checklist/check-picture.ts); empty: nothing on it to tell by.
  picture TEXT NOT NULL
) STRICT;
`;
