import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The renderer, bundled once for both windows and browsers. Addresses stay relative: the desktop
 * host serves it from a scheme of its own, the browser host from a random host name.
 */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Data addresses are not in the CSP's script and style sources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    target: 'chrome140',
  },
});
