/** How an edition of a checklist grades its items: people decide it, so it is tracked. */
export const gradeRule = `
CREATE TABLE grade_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  checklist_id INTEGER NOT NULL UNIQUE REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED,
  -- Graded are the items of this depth; 0: projects.
  depth INTEGER NOT NULL CHECK (depth >= 0),
  -- JSON array of {name, least, unit}, the best first: how many sub-points a grade takes, as
  -- a count or in permille of those that an item has.
  grades TEXT NOT NULL CHECK (json_valid(grades))
) STRICT;
`;
