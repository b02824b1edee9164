import { z } from 'zod';
import { archiveChange, archiveRead, programChange, programRead } from './call.ts';
import { archiveHandle, placeId } from './ids.ts';

export const holder = z.object({
  host: z.string(),
  user: z.string(),
  process: z.number().int(),
  since: z.string(),
  /** True where the holder is this computer's other process; false: another computer. */
  sameHost: z.boolean(),
  /** True where the user may take the archive over, knowingly (another host, silent for two minutes). */
  canTakeOver: z.boolean(),
});
export type Holder = z.infer<typeof holder>;

export const openArchive = z.object({
  handle: archiveHandle,
  /** Stays the same for the archive's life, across moves and computers. */
  id: z.string(),
  name: z.string(),
  path: z.string(),
  fonds: z.string().nullable(),
  readOnly: z.boolean(),
  holder: holder.nullable(),
  /** Warnings to show once: a sync client's folder, a network path, a slow stick. */
  warnings: z.array(z.enum(['sync-folder', 'network-path', 'restored-after-crash'])),
});
export type OpenArchive = z.infer<typeof openArchive>;

export const recentArchive = z.object({
  place: placeId,
  name: z.string(),
  path: z.string(),
  documents: z.number().int(),
  openedAt: z.string(),
  state: z.enum(['ok', 'missing', 'held']),
  heldBy: z.string().nullable(),
});
export type RecentArchive = z.infer<typeof recentArchive>;

export const language = z.enum(['zh-CN', 'en']);

/** Remembered for this user on this computer. */
export const preferences = z.object({
  language,
  textPercent: z.union([z.literal(100), z.literal(115), z.literal(130), z.literal(150)]),
  /** Name written into the history; empty: the computer's user name. */
  userName: z.string().max(40),
  /** Read pages without text by themselves, in the background. */
  readAutomatically: z.boolean(),
  /** Pane widths, columns, folded branches: whatever a screen remembers, by its own key. */
  screens: z.record(z.string().max(60), z.unknown()),
});
export type Preferences = z.infer<typeof preferences>;

const nothing = z.object({});

export const libraryCalls = {
  'program.state': programRead(
    nothing,
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'web']),
      platform: z.string(),
      /** The computer's user name. */
      user: z.string(),
      preferences,
      recents: z.array(recentArchive),
      /** Handle of an archive this session should show at once (the last one, or the one named at start). */
      archive: openArchive.nullable(),
      /** Instead of it: the archive that takes a while to open; `library.open` waits for it. */
      opening: placeId.nullable(),
      /** Where new archives go unless the user chooses (display only). */
      home: z.string(),
      hasDemo: z.boolean(),
    }),
  ),
  'program.setPreferences': programChange(preferences.partial(), preferences),
  /** Desktop: folder dialog; null when closed. In the browser `not-allowed`. */
  'library.chooseFolder': programRead(
    z.object({ purpose: z.enum(['new', 'open', 'restore']) }),
    z.object({ place: placeId, path: z.string() }).nullable(),
  ),
  /** Makes an archive named `name` in a new folder of that name below `place` (null: the home folder). */
  'library.create': programChange(
    z.object({
      name: z.string().trim().min(1).max(60),
      fonds: z.string().trim().max(20).nullable(),
      place: placeId.nullable(),
    }),
    openArchive,
  ),
  'library.open': programChange(
    z.object({
      place: placeId,
      readOnly: z.boolean().optional(),
      takeOver: z.boolean().optional(),
    }),
    openArchive,
  ),
  'library.openDemo': programChange(nothing, openArchive),
  /**
   * Gives up opening: the calls that wait end with `cancelled`. An upgrade keeps what it has done,
   * and the next opening goes on there.
   */
  'library.stopOpening': programChange(nothing, nothing),
  'library.forget': programChange(z.object({ place: placeId }), nothing),
  'library.close': archiveRead(nothing, nothing),
  'library.rename': archiveChange(
    z.object({
      name: z.string().trim().min(1).max(60),
      fonds: z.string().trim().max(20).nullable(),
    }),
    openArchive,
  ),
} as const;
