import type { ServerResponse } from 'node:http';

/**
 * The page's policy. pdf.js would need 'wasm-unsafe-eval' for its bilevel decoders; pages are drawn
 * on the main side, so it is left out.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What came from outside may do nothing, wherever it is opened. */
export const contentPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** Sets what every answer carries; a route may tighten the policy or loosen the caching. */
export function setCommonHeaders(response: ServerResponse): void {
  const headers = {
    'content-security-policy': pagePolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
