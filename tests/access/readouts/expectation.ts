import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

// A file of tasks/ says what should be heard, step by step:
//
//     What the task is.
//
//     == the step
//     heading 2 «…»
//     …
//     link «…»
//
// A line of three dots stands for any number of lines, none included.

const dots = '…';

/** Steps of a task, each with its lines. */
export function parse(text: string): Map<string, string[]> {
  const steps = new Map<string, string[]>();
  let lines: string[] | undefined;
  for (const line of text.split('\n')) {
    const step = /^== (.+)$/.exec(line)?.[1];
    if (step) steps.set(step, (lines = []));
    else if (line.trim()) lines?.push(line.trimEnd());
  }
  return steps;
}

/** Where `part` stands in `lines`, from `start` on; -1: nowhere. */
function find(lines: readonly string[], part: readonly string[], start: number): number {
  for (let at = start; at + part.length <= lines.length; at++)
    if (part.every((line, offset) => lines[at + offset] === line)) return at;
  return -1;
}

/** What of the expected lines isn't there, in its place; null: all is as expected. */
export function missing(expected: readonly string[], heard: readonly string[]): string[] | null {
  const parts: string[][] = [[]];
  for (const line of expected) {
    if (line.trim() === dots) parts.push([]);
    else parts.at(-1)?.push(line);
  }
  let at = 0;
  for (const [number, part] of parts.entries()) {
    const last = number === parts.length - 1;
    const start = last && number > 0 ? Math.max(at, heard.length - part.length) : at;
    const found = find(heard, part, start);
    const exact = number === 0 ? found === 0 : true;
    if (found < 0 || !exact || (last && found + part.length !== heard.length)) return part;
    at = found + part.length;
  }
  return null;
}

export interface Task {
  /** @throws where it isn't what the file says */
  hears(step: string, heard: readonly string[]): void;
  /** @throws where a step of the file was never taken */
  done(): void;
}

/** The task of that name. */
export function task(name: string): Task {
  const steps = parse(readFileSync(new URL(`tasks/${name}.txt`, import.meta.url), 'utf8'));
  const taken = new Set<string>();
  return {
    hears: (step, heard) => {
      taken.add(step);
      const expected = steps.get(step);
      assert.ok(expected, `tasks/${name}.txt has no step “${step}”`);
      const lacking = missing(expected, heard);
      if (!lacking) return;
      // Both in full: what lacks is easier seen than told.
      const message = `${name}, ${step}: not heard, or not there:\n${lacking.join('\n')}\n\nheard:\n${heard.join('\n')}`;
      throw new assert.AssertionError({ message, actual: [...heard], expected, operator: 'hears' });
    },
    done: () =>
      assert.deepEqual(
        [...steps.keys()].filter((step) => !taken.has(step)),
        [],
        `${name}: steps not taken`,
      ),
  };
}
