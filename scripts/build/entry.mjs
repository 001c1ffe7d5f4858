// How one entry of the widgets is bundled, for their files and for pages of tests and benches alike.
import { cssTemplates } from './minify-css.mjs';
import { minifiedChunks } from './minify-js.mjs';

/**
 * @hpke asks Node's crypto only where the platform has none; a browser gets an empty module.
 * @param {{ message?: string }} log
 */
export const isExpected = ({ message }) => !!message?.includes('externalized for browser compatibility');

/** @param {string} name @param {string} entry @param {string} root @returns {import('vite').InlineConfig} */
export const entryConfig = (name, entry, root) => ({
  configFile: false,
  root,
  mode: 'production',
  logLevel: 'warn',
  publicDir: false,
  plugins: [cssTemplates(), minifiedChunks()],
  resolve: { conditions: ['source', 'browser', 'module', 'production'] },
  build: {
    target: 'es2022',
    reportCompressedSize: false,
    lib: { entry: { [name]: entry }, formats: ['es'], fileName: (_, chunk) => `${chunk}.js` },
    rolldownOptions: {
      onLog: (level, log, handle) => {
        if (!isExpected(log)) handle(level, log);
      },
      checks: { pluginTimings: false },
      output: { minify: false, chunkFileNames: 'chunks/[hash:6].js' },
    },
  },
});
