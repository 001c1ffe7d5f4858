import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { demonstration } from './dev/plugin.ts';

const conditions = ['source', 'module', 'browser', 'development'];

// For `npm run dev` alone: the portal's pages are static files, which nothing needs to build.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../node_modules/.cache/vite', import.meta.url)),
  appType: 'custom',
  publicDir: false,
  plugins: [demonstration()],
  resolve: { conditions },
  ssr: { resolve: { conditions: ['source', 'module', 'node', 'development'] } },
  server: {
    port: 5173,
    // Its styles would break the pages' policy; errors are in the console and in the terminal.
    hmr: { overlay: false },
    fs: { allow: [fileURLToPath(new URL('..', import.meta.url))] },
  },
  optimizeDeps: { entries: ['dev/otklik.ts'] },
});
