import { rawSql } from '../db/index.ts';

/** `up`: names of a document's category (depth 0) and of those above it. */
export const categoryPath = rawSql(`
  WITH RECURSIVE up (name, parent_id, depth) AS (
    SELECT name, parent_id, 0 FROM category WHERE id = document.category_id
    UNION ALL SELECT category.name, category.parent_id, depth + 1
    FROM category JOIN up ON category.id = up.parent_id WHERE depth < 50)`);

/** What is written about a photo, as one text. */
export const captionText = rawSql(`(
  SELECT concat_ws(' / ', event, time, place, people, background, photographer, see_also)
  FROM caption WHERE caption.document_id = document.id)`);
