/**
 * JSON of plain data, whatever libraries of long ago have put into the page: up to Prototype 1.6 lists
 * and texts had a `toJSON` of their own, by which they would leave quoted twice. `space`: as JSON.stringify has it.
 */
export const plainJson = (value: unknown, space?: number): string =>
  JSON.stringify(
    value,
    function (this: Record<string, unknown>, key: string) {
      return this[key];
    },
    space,
  );
