import { rawSql } from '../db/index.ts';

/** `id` and `path` of every category: the path sorts in filing order, depth first, by position. */
export const filingOrder = rawSql(`
  WITH RECURSIVE filing (id, path) AS (
    SELECT id, printf('%06d', position) FROM category WHERE parent_id IS NULL
    UNION ALL
    SELECT category.id, filing.path || printf('%06d', category.position)
    FROM category JOIN filing ON category.parent_id = filing.id)
  SELECT id, path FROM filing`);
