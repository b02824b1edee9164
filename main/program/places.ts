import { randomBytes } from 'node:crypto';
import { ArchiveError, type PlaceId } from '../contract/index.ts';

/** Paths that came in through this side (dialogs, drops, uploads, recent archives), behind ids. */
export interface Places {
  readonly idFor: (path: string) => PlaceId;
  /** @throws ArchiveError `not-allowed` for ids nobody gave out. */
  readonly pathOf: (id: PlaceId) => string;
}

const most = 5000;

export function createPlaces(): Places {
  const paths = new Map<PlaceId, string>();
  const ids = new Map<string, PlaceId>();
  return {
    idFor: (path) => {
      const known = ids.get(path);
      if (known !== undefined) return known;
      const id = randomBytes(18).toString('base64url') as PlaceId;
      paths.set(id, path);
      ids.set(path, id);
      for (const [oldId, oldPath] of paths) {
        if (paths.size <= most) break;
        paths.delete(oldId);
        ids.delete(oldPath);
      }
      return id;
    },
    pathOf: (id) => {
      const path = paths.get(id);
      if (path === undefined) throw new ArchiveError('not-allowed', { reason: 'unknown place' });
      return path;
    },
  };
}
