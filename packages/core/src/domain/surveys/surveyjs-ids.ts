const cyrillic = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const latin = 'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya'.split(' ');

/** Lower-case Latin letters, digits and hyphens, of at most `max` characters; empty where nothing of that is in it. */
function safe(wanted: string, max: number): string {
  const letters = wanted
    .slice(0, 200)
    .replace(/([a-z])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .replace(/[а-яё]/g, (letter) => latin[cyrillic.indexOf(letter)] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return letters
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, max)
    .replace(/-+$/, '');
}

/** Names of a definition as ids: readable, safe, each once. `stem`: for names of which nothing remains. */
export function uniqueIds(stem: string, max: number): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const base = safe(wanted, max) || stem;
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base.slice(0, max - 5).replace(/-+$/, '')}-${String(n)}`;
    taken.add(id);
    return id;
  };
}
