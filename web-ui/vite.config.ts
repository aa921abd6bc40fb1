import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// During development the pages come from Vite and everything else from a tracker on this machine.
const tracker = process.env['TRAINYARD_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // Inlined assets would be data: URLs, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    // Browsers that know light-dark(): what stands in for it elsewhere does not see a colour scheme that is set by a variable.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: tracker }, '/readyz': { target: tracker } } },
});
