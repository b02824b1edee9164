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
