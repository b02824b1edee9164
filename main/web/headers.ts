import type { ServerResponse } from 'node:http';
import { pagePolicy } from '../program/index.ts';

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
