import type { LaunchWorker } from '../workers/launcher.ts';

/** What a door (desktop window, browser, command line) brings to the program behind it. */
export interface Host {
  readonly kind: 'desktop' | 'web' | 'cli';
  readonly version: string;
  /** Where preferences and the list of recent archives live. */
  readonly userDataFolder: string;
  /** Where new archives go unless the user chooses. */
  readonly homeFolder: string;
  /** The demo originals as shipped; null where they are not. */
  readonly demoFolder: string | null;
  /** An archive to show at start instead of the last one. */
  readonly startArchive: string | null;
  /** A folder to watch for `startArchive` from now on; left out: the one remembered. */
  readonly watchFolder?: string;
  readonly launchWorker: LaunchWorker;
  /**
   * Makes a relative resource path (`r/…`, see program/resources.ts) into an address the renderer
   * may load: the browser host signs it, the desktop host returns it as it is.
   */
  readonly address: (session: string, resourcePath: string) => string;
  /** Dialogs; null when the user closes them. Absent in hosts that cannot show one. */
  readonly chooseFolder?: (
    session: string,
    purpose: 'new' | 'open' | 'restore' | 'import' | 'backup' | 'watch',
  ) => Promise<string | null>;
  readonly chooseFiles?: (session: string) => Promise<readonly string[] | null>;
  /** Opens a file in the system's viewer / shows it in its folder. */
  readonly openPath?: (path: string) => Promise<void>;
  readonly revealPath?: (path: string) => void;
}
