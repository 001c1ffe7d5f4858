/** A publication's own headings go below the one that names it in the list. */
export const lowered = (html: string): string =>
  html.replace(
    /(<\/?h)([1-6])\b/gi,
    (_, tag: string, level: string) => tag + Math.min(6, Math.max(4, Number(level) + 1)),
  );
