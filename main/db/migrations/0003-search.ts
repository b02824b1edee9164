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

INSERT INTO stale (document_id, text) SELECT id, 0 FROM document WHERE true
  ON CONFLICT DO NOTHING;
`;
