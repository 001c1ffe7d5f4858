/** Where a page of publications ended. Opaque to clients. */
export interface Position {
  publishedAt: string;
  id: string;
}

/** base64url of moment and id. */
export const encodeCursor = ({ publishedAt, id }: Position): string =>
  btoa(`${publishedAt} ${id}`).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** @returns null for anything that `encodeCursor` didn't make. */
export function decodeCursor(cursor: string): Position | null {
  try {
    const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([a-z0-9-]{1,64})$/.exec(
      atob(cursor.replace(/-/g, '+').replace(/_/g, '/')),
    );
    return match && !Number.isNaN(Date.parse(match[1] ?? ''))
      ? { publishedAt: match[1] ?? '', id: match[2] ?? '' }
      : null;
  } catch {
    return null;
  }
}
