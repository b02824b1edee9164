/** The one origin of the program's windows, served by protocol.ts. */
export const appScheme = 'app';
export const appHost = 'bundle';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/**
 * Whether `url` is of our origin. Scheme and host are compared, because Node's `URL.origin` of
 * such a scheme is the text "null", which every foreign scheme shares.
 */
export function isOurAddress(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${appScheme}:` &&
    parsed.host === appHost &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

const resourcePath = /^s\/([\w-]+)\/(r\/.+)$/;

/** Address of a session's resource (`r/…`) for the renderer, relative to the start page. */
export function resourceAddress(session: string, path: string): string {
  return `./s/${session}/${path}`;
}

/** Session and `r/…` path of what `resourceAddress` made; null for another path. */
export function parseResourcePath(path: string): { session: string; path: string } | null {
  const [, session, rest] = resourcePath.exec(path) ?? [];
  return session && rest ? { session, path: rest } : null;
}

/** Whether a download from `url` is one of the program's own resources. */
export function isResourceAddress(url: string): boolean {
  return isOurAddress(url) && parseResourcePath(new URL(url).pathname.slice(1)) !== null;
}
