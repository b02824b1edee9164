/** Search: fields to ask by and to count by, pinyin, saved searches. */
export const search = `
-- What people decide.

CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
  -- A document filter (contract/documents.ts).
  filter TEXT NOT NULL CHECK (json_valid(filter))
) STRICT;

-- What machines know or derive, kept by search/refresh.ts.

ALTER TABLE document_facts ADD COLUMN department TEXT;
ALTER TABLE document_facts ADD COLUMN kind TEXT;

-- Names of departments, kinds, tags and categories that documents have or had, as the search compares them.
CREATE TABLE name_plain (
  name TEXT PRIMARY KEY,
  plain TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Title, file names, tags, categories and issuer of a document in pinyin, a name after the other.
CREATE TABLE document_pinyin (
  document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  -- The names themselves, to tell when they change.
  names TEXT NOT NULL,
  -- wmcz
  initials TEXT NOT NULL,
  -- WenMingChuangZao: each syllable with a capital
  syllables TEXT NOT NULL
) STRICT;

-- Titles, file names and numbers again, by themselves: what stands there comes first, and is found
-- at once however common its characters are in the texts.
CREATE VIRTUAL TABLE title_index USING fts5 (
  title, number,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- The default order of a search, and all that is counted of what it finds.
CREATE INDEX facts_live ON document_facts (newest_key DESC, document_id DESC)
  WHERE place IN ('filed', 'inbox');
DROP INDEX facts_tree;
CREATE INDEX facts_tree
  ON document_facts (place, year, category_id, department, kind, unread, document_id);

INSERT INTO stale (document_id, text) SELECT id, 0 FROM document WHERE true
  ON CONFLICT DO NOTHING;
`;
