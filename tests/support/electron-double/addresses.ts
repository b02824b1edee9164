/**
 * `app://bundle/x` is shown to Chromium as `http://bundle.app.localhost/x`: a secure context with
 * real headers, streaming and ranges. These functions go both ways.
 */
const shown = /^http:\/\/([^/:?#]+)\.([a-z][a-z0-9+.-]*)\.localhost(?::\d+)?(?=[/?#]|$)/i;

export function toShown(url: string, schemes: ReadonlySet<string>): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
  if (!match || !schemes.has(match[1]?.toLowerCase() ?? '')) return url;
  const [, scheme, host, rest] = match;
  return `http://${host}.${scheme}.localhost${rest || '/'}`;
}

export function fromShown(url: string): string {
  return url.replace(shown, (_whole, host: string, scheme: string) => `${scheme}://${host}`);
}

/** Scheme and host of a `Host` header the double's server is asked under, or null for a foreign one. */
export function schemeOfHost(host: string): { scheme: string; host: string } | null {
  const match = /^(.+)\.([a-z][a-z0-9+.-]*)\.localhost(?::\d+)?$/i.exec(host);
  return match?.[1] && match[2] ? { host: match[1], scheme: match[2] } : null;
}
