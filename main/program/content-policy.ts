/**
 * The page's Content-Security-Policy, the same behind every door. pdf.js would need
 * 'wasm-unsafe-eval' for its bilevel decoders; pages are drawn on the main side, so it is left out.
 */
export const pagePolicy = [
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
