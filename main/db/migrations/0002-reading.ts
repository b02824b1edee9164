/** Reading: the queue, what it finds, text corrected by hand, captions of photos. */
export const reading = `
-- What people decide.

-- The text of a page of an original as a person corrected it; it goes over whatever is read.
CREATE TABLE corrected_page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  original_id INTEGER NOT NULL REFERENCES original (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL CHECK (number >= 1),
  -- Lines by newline, and what page_reading.lines holds for each of them.
  text TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  UNIQUE (original_id, number)
) STRICT;

-- The six elements of a photo's caption, and the paper item it belongs to.
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

-- What machines know or derive.

-- The queue: pages that are 'waiting'. 'none': there is nothing to read (a text layer, no picture).
ALTER TABLE page ADD COLUMN reading TEXT NOT NULL DEFAULT 'none'
  CHECK (reading IN ('none', 'waiting', 'done', 'failed'));
-- How often a worker died or hung over it; NULL problem: none.
ALTER TABLE page ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE page ADD COLUMN problem TEXT;
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

-- Separator sheets among the pages: there are few.
CREATE INDEX page_reading_codes ON page_reading (page_id) WHERE codes <> '[]';

-- Which import an original came by.
CREATE INDEX import_file_sha256 ON import_file (sha256) WHERE sha256 IS NOT NULL;

-- How many pages of a document wait to be read.
ALTER TABLE document_facts ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX facts_unread ON document_facts (place, document_id, unread) WHERE unread > 0;

CREATE TRIGGER stale_page_reading AFTER UPDATE OF reading ON page
WHEN OLD.reading IS NOT NEW.reading BEGIN
  INSERT INTO stale (document_id, text) SELECT document_id, 0 FROM part
  WHERE original_id = NEW.original_id AND NEW.number BETWEEN first_page AND last_page
  ON CONFLICT DO NOTHING;
END;

ALTER TABLE proposal ADD COLUMN lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(lines));

-- Inbox documents whose proposals and notes must be made anew.
-- times: how often that was said, so that what is said meanwhile is not forgotten.
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

-- What came in before there was anything to read it with.
UPDATE page SET reading = 'waiting' WHERE text_source = 'none'
  AND original_id IN (SELECT id FROM original WHERE page_state = 'ready');
INSERT INTO proposal_due (document_id) SELECT id FROM document WHERE state = 'inbox'
  ON CONFLICT DO UPDATE SET times = times + 1;
`;
