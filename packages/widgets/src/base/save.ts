/** Until then a browser has taken over what it saves, ms. */
const taken = 60_000;

/** Hands a file over to the person, to be kept under a name. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), taken);
}
