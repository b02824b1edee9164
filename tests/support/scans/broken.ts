import type { Random } from './random.ts';
import { createRandom } from './random.ts';

/** The first `share` of a file, as a copy broken off leaves it. */
export function truncated(bytes: Uint8Array, share = 0.5): Buffer {
  return Buffer.from(bytes.subarray(0, Math.floor(bytes.length * share)));
}

/** A file whose middle is overwritten with noise; its first `keep` bytes stay. */
export function corrupted(bytes: Uint8Array, seed: number | string = 1, keep = 64): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(noise(Math.max(0, copy.length - keep), createRandom(seed)), Math.min(keep, copy.length));
  return copy;
}

/** Bytes that are no format. */
export function garbage(length = 5000, seed: number | string = 1): Buffer {
  return noise(length, createRandom(seed));
}

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Uint8Array.from({ length }, () => random.integer(0, 255)));
}

/** A PDF whose cross-reference table points nowhere, which readers repair. */
export function misplacedXref(pdf: Uint8Array): Buffer {
  const text = Buffer.from(pdf).toString('latin1');
  return Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1');
}

/** A page that runs script, reads its opener and posts what it finds. */
export function hostileHtml(): Buffer {
  return Buffer.from(
    '<!doctype html><meta charset="utf-8"><title>通知</title><script>document.title="script ran";' +
      'fetch("/api",{method:"POST",body:document.cookie})</script><img src=x onerror="window.hostile=1">' +
      '<iframe src="file:///etc/passwd"></iframe><p>清河镇通知</p>',
  );
}

/** A picture that runs script and includes an outside file. */
export function hostileSvg(): Buffer {
  return Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>' +
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100" onload="window.hostile=1">' +
      '<script>window.hostile=1</script><image xlink:href="http://example.invalid/x.png" width="9" height="9"/>' +
      '<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:1"/></foreignObject>' +
      '<text x="10" y="40">清河镇&secret;</text></svg>',
  );
}

/** A file that is HTML to a sniffing browser and the given PDF to a reader (%PDF within 1024 bytes). */
export function polyglotPdf(pdf: Uint8Array): Buffer {
  const html = '<!doctype html><html><script>window.hostile=1</script><!--\n';
  return Buffer.concat([Buffer.from(html), pdf, Buffer.from('\n-->\n')]);
}
