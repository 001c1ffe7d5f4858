/* What libraries of long ago put into a page's globals. */

const lists = Array.prototype as { toJSON?: () => string };

/** While `act` runs, lists have a `toJSON` as up to Prototype 1.6: in all JSON that is made each is a text. */
export async function withOldJson<T>(act: () => T | Promise<T>): Promise<T> {
  lists.toJSON = function (this: unknown[]) {
    return `[${this.map((one) => JSON.stringify(one)).join(', ')}]`;
  };
  try {
    return await act();
  } finally {
    delete lists.toJSON;
  }
}
