import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const require = createRequire(import.meta.url);

interface FileSet {
  readonly src: string;
  readonly destination: string;
  readonly files: readonly string[];
}

type Matcher = Readonly<Record<string, unknown>>;

/** The parts of electron-builder that decide which files go into a package. */
interface Parts {
  readonly Packager: new (options: object) => { validateConfig: () => Promise<void> };
  readonly AppInfo: new (packager: object, buildVersion: null) => object;
  readonly LinuxPackager: new (packager: object) => {
    readonly config: object;
    readonly platformSpecificBuildOptions: object;
    readonly expandMacro: (pattern: string, arch: string) => string;
  };
  readonly getMainFileMatchers: (...args: readonly unknown[]) => readonly Matcher[];
  readonly getNodeModuleFileMatcher: (...args: readonly unknown[]) => Matcher;
  readonly computeFileSets: (...args: readonly unknown[]) => Promise<readonly FileSet[]>;
  readonly computeNodeModuleFileSets: (...args: readonly unknown[]) => Promise<readonly FileSet[]>;
}

function parts(): Parts {
  return {
    ...require('app-builder-lib'),
    ...require('app-builder-lib/out/appInfo'),
    ...require('app-builder-lib/out/linuxPackager'),
    ...require('app-builder-lib/out/fileMatcher'),
    ...require('app-builder-lib/out/util/appFileCopier'),
  } as Parts;
}

/**
 * Path below the package and size in bytes of every file that electron-builder would put into the
 * program on this Linux machine: its own walk with our patterns, without Electron itself.
 */
export async function resolvePackaged(root: string): Promise<ReadonlyMap<string, number>> {
  const {
    AppInfo,
    Packager,
    LinuxPackager,
    getMainFileMatchers,
    getNodeModuleFileMatcher,
    computeFileSets,
    computeNodeModuleFileSets,
  } = parts();
  const packager = new Packager({ projectDir: root });
  await packager.validateConfig();
  // What its build() would set next, before it fetches Electron.
  Object.assign(packager, { _appInfo: new AppInfo(packager, null) });
  const linux = new LinuxPackager(packager);
  const destination = join(tmpdir(), 'mingce-packaged');
  const expand = (pattern: string): string => linux.expandMacro(pattern, process.arch);
  const options = linux.platformSpecificBuildOptions;
  const main = getMainFileMatchers(
    root,
    destination,
    expand,
    options,
    linux,
    join(root, 'release'),
    false,
  );
  const modules = getNodeModuleFileMatcher(root, destination, expand, options, packager);
  const sets = [
    ...(await computeFileSets(main, null, linux, false)),
    ...(await computeNodeModuleFileSets(linux, modules)),
  ];
  return new Map(sets.flatMap((set) => sizes(set, destination)));
}

function sizes(set: FileSet, destination: string): [string, number][] {
  return set.files
    .filter((file) => statSync(file).isFile())
    .map((file) => {
      const target = join(set.destination, relative(set.src, file));
      return [relative(destination, target).replaceAll('\\', '/'), statSync(file).size];
    });
}
