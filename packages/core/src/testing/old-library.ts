/* What libraries of long ago put into a page's globals. */

const lists = Array.prototype as { toJSON?: () => string; reduce: unknown };

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

/** While `act` runs, lists have a `reduce` as in Prototype 1.5 and 1.6: it takes no function, and gives the list, or its one item. */
export async function withOldReduce<T>(act: () => T | Promise<T>): Promise<T> {
  const { reduce } = lists;
  lists.reduce = function (this: unknown[]) {
    return this.length > 1 ? this : this[0];
  };
  try {
    return await act();
  } finally {
    lists.reduce = reduce;
  }
}
