/** What was looked at and what wasn't right, told as it goes. */
export class Checks {
  passed = 0;
  failed = 0;

  /** @param problems none: it is right */
  check(name: string, problems: readonly string[]): void {
    if (problems.length === 0) this.passed++;
    else {
      this.failed++;
      console.log(`  FAILED ${name}: ${problems.length}, such as ${problems.slice(0, 4).join('; ')}`);
    }
  }

  equal(name: string, is: unknown, wanted: unknown): void {
    const [one, other] = [JSON.stringify(is), JSON.stringify(wanted)];
    if (one === other) return this.check(name, []);
    const from = [...one].findIndex((letter, at) => letter !== other[at]);
    const part = (text: string): string => text.slice(Math.max(0, from - 60), from + 60);
    this.check(name, [`${part(one)} instead of ${part(other)}`]);
  }
}

/** One kind of host page. */
export type Part = (checks: Checks) => Promise<void>;
