// Prints the styles of widget classes as JSON: {name: css}. Run with --conditions=source; the
// argument is a JSON list of [name, address of the class module].
/** @type {[string, string][]} */
const modules = JSON.parse(process.argv[2] ?? '[]');
/** @type {Record<string, string>} */
const styles = {};
for (const [name, url] of modules) {
  /** @type {Record<string, unknown>} */
  const exported = await import(url);
  for (const value of Object.values(exported)) {
    if (typeof value !== 'function' || !('finalizeStyles' in value) || !('styles' in value)) continue;
    const { finalizeStyles } = /** @type {{ finalizeStyles(styles: unknown): { cssText: string }[] }} */ (value);
    styles[name] = finalizeStyles
      .call(value, value.styles)
      .map(({ cssText }) => cssText)
      .join('\n');
  }
}
process.stdout.write(JSON.stringify(styles));
