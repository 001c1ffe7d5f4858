// Prints the styles of server-rendered roots as JSON, {name: css}: those of the widget's class and of
// what a hosted page shows at once. Run with --conditions=source; the argument is the address of
// hosted.parts.ts.
// Nothing is made of these classes here.
Object.assign(globalThis, { HTMLElement: class {} });
const { hostedWidgets } = await import(process.argv[2] ?? '');
/** @type {Record<string, string>} */
const styles = {};
for (const [name, element] of Object.entries(hostedWidgets)) {
  styles[name] = [...new Set([element.styles, element.late?.styles ?? []].flat(9))]
    .map((/** @type {{ cssText: string }} */ { cssText }) => cssText)
    .join('\n');
}
process.stdout.write(JSON.stringify(styles));
