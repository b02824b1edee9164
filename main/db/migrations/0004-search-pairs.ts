/** Text indexes of pairs of characters (search/normalise.ts): both are filled anew. */
export const searchPairs = `
DROP TABLE document_index;
CREATE VIRTUAL TABLE document_index USING fts5 (
  body, title, number, people, labels,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
DROP TABLE title_index;
CREATE VIRTUAL TABLE title_index USING fts5 (
  title, number,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Year and number by value, without the agency: how every key of a 文号 ends (search/sort-key.ts).
CREATE INDEX facts_number_tail ON document_facts (substr(number_key, -16));

INSERT INTO stale (document_id, text) SELECT id, 1 FROM document WHERE true
  ON CONFLICT DO UPDATE SET text = 1;
`;
