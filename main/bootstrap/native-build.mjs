import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/**
 * sqlite3 comes as source and a prebuilt binary on GitHub. Says in one sentence what is missing
 * where neither can work, so that nobody reads a compiler's log to find out; null where one can.
 */
export async function nativeBuildProblem(
  lock,
  { found = onPath, reachable = canFetch, platform = process.platform, arch = process.arch } = {},
) {
  const missing = missingTools(found, platform);
  if (missing.length === 0) return null;
  if (await reachable(prebuiltUrl(lock, platform, arch))) return null;
  return (
    `sqlite3's prebuilt binary cannot be fetched, and to compile it ${listed(missing)} ` +
    `${missing.length === 1 ? 'is' : 'are'} missing: ${installCommand(platform)}`
  );
}

function missingTools(found, platform) {
  const wanted =
    platform === 'win32'
      ? {
          Python: ['python', 'python3', 'py'],
          'the Visual Studio C++ build tools': ['cl', 'msbuild'],
        }
      : { python3: ['python3'], make: ['make'], 'a C++ compiler': ['g++', 'c++', 'clang++'] };
  return Object.entries(wanted)
    .filter(([, names]) => !names.some((name) => found(name, platform)))
    .map(([label]) => label);
}

function listed(words) {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function installCommand(platform) {
  if (platform === 'win32') {
    return 'winget install Python.Python.3.12 Microsoft.VisualStudio.2022.BuildTools';
  }
  if (platform === 'darwin') return 'xcode-select --install';
  const family = readOsRelease();
  if (/fedora|rhel|centos|openeuler|anolis/.test(family)) {
    return 'sudo dnf install python3 make gcc-c++';
  }
  if (/suse/.test(family)) return 'sudo zypper install python3 make gcc-c++';
  if (/arch/.test(family)) return 'sudo pacman -S python make gcc';
  return 'sudo apt-get install python3 make g++';
}

function readOsRelease() {
  const path = '/etc/os-release';
  if (!existsSync(path)) return '';
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(' ')
    .toLowerCase();
}

function prebuiltUrl(lock, platform, arch) {
  const version = lock.packages['node_modules/sqlite3'].version;
  const host =
    process.env['npm_config_sqlite3_binary_host'] ??
    process.env['npm_config_sqlite3_binary_host_mirror'];
  const base = host
    ? `${host.replace(/\/$/, '')}/v${version}`
    : `https://github.com/TryGhost/node-sqlite3/releases/download/v${version}`;
  return `${base}/sqlite3-v${version}-napi-v6-${platform}-${arch}.tar.gz`;
}

/** Behind a proxy fetch() cannot tell: there npm gets its chance. */
async function canFetch(url) {
  if (process.env['https_proxy'] || process.env['HTTPS_PROXY']) return true;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch {
    return false;
  }
}

function onPath(name, platform) {
  const endings = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => endings.some((ending) => existsSync(join(folder, name + ending))));
}
