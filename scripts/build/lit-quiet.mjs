// Lit as it comes, but for what it leaves on the host's window: no polyfill of browsers below the
// baseline is asked for, and a Lit of the host's own doesn't warn of ours as a second one.
const globals =
  /,(\w+)=(\w+)\.litHtmlPolyfillSupport;\1\?\.\(\w+,\w+\),\(\2\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/;

/** @returns {import('vite').Plugin} */
export const litQuiet = () => ({
  name: 'otklik-lit-quiet',
  transform(code, id) {
    if (!id.endsWith('/node_modules/lit-html/lit-html.js')) return null;
    if (!globals.test(code))
      throw new Error(`${id} no longer sets its globals as we know it; see scripts/build/lit-quiet.mjs`);
    return { code: code.replace(globals, ';'), map: null };
  },
});
