/** A text as it was typed: browsers send line breaks of a textarea as CR LF, and limits count what was typed. */
export const typedText = (text: string): string => text.replace(/\r\n?/g, '\n');
