// Prints the styles of server-rendered roots as JSON, {name: css}. Run with --conditions=source; the argument
// is the address of hosted.parts.ts.
// Nothing is made of these classes here.
Object.assign(globalThis, { HTMLElement: class {} });
const { hostedWidgets, stylesOf } = await import(process.argv[2] ?? '');
/** @type {Record<string, string>} */
const styles = {};
for (const name of Object.keys(hostedWidgets)) styles[name] = stylesOf(name);
process.stdout.write(JSON.stringify(styles));
