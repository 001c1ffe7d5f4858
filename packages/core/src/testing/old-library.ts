const lists = Array.prototype as { reduce: unknown };

/** What `act` gives while lists have a `reduce` as Prototype 1.5 and 1.6 put into pages: it takes no function, and gives the list, or its one item. */
export function withOldReduce<T>(act: () => T): T {
  const { reduce } = lists;
  lists.reduce = function (this: unknown[]) {
    return this.length > 1 ? this : this[0];
  };
  try {
    return act();
  } finally {
    lists.reduce = reduce;
  }
}
