/** Registers a tag. The same class twice is nothing; another class of that name is left in place, with a warning. */
export function define(tag: string, element: CustomElementConstructor): void {
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, element);
  else if (known !== element) import('./advice.ts').then(({ advise }) => advise(tag)).catch(() => undefined);
}
