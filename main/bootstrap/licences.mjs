import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** Built into dist/renderer: not in `dependencies`, but shipped. */
const inRenderer = ['antd', '@tanstack/react-virtual', 'lucide-react', 'react', 'react-dom'];

/**
 * Writes name, version, licence and licence text of every package that ships, one after another.
 * Electron and Chromium bring their own files.
 */
export function writeLicences(path) {
  const own = readPackage(root);
  const texts = [...shipped([...Object.keys(own.dependencies), ...inRenderer])]
    .sort()
    .map((folder) => licenceOf(folder));
  writeFileSync(path, `${texts.join(`\n${'-'.repeat(78)}\n\n`)}`);
}

/** Folder of each package reached from `names`. */
function shipped(names) {
  const folders = new Set();
  const visit = (name, from) => {
    const folder = resolvePackage(name, from);
    if (!folder || folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = readPackage(folder);
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) {
      visit(next, folder);
    }
  };
  for (const name of names) visit(name, root);
  return folders;
}

/** As Node looks a package up; null for an optional one that is not installed. */
function resolvePackage(name, from) {
  for (let folder = from; folder.length >= root.length; folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return null;
}

function licenceOf(folder) {
  const { name, version, license, author } = readPackage(folder);
  const text = licenceFiles(folder).map((path) => readFileSync(path, 'utf8').trim());
  const holder = typeof author === 'string' ? author : (author?.name ?? '');
  const heading = `${name} ${version} (${licenceName(license)})`;
  return `${heading}\n\n${text.join('\n\n') || `Copyright ${holder}`.trim()}\n`;
}

/** Licence texts of a package; some keep those of their parts in a folder. */
function licenceFiles(folder) {
  const isText = ({ name }) => /\.(md|txt)$|^[^.]+$/i.test(name);
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|copying|notice|ofl)/i.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return isText(entry) ? [path] : [];
      const inside = readdirSync(path, { withFileTypes: true });
      return inside.filter((each) => each.isFile()).map(({ name }) => join(path, name));
    });
}

function licenceName(license) {
  return typeof license === 'string' ? license : (license?.type ?? 'see text');
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
