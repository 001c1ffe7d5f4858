import type { Connection } from '../base/element.ts';
import type { Plan } from '../base/load.ts';
import { LoadingElement } from '../base/loading.ts';

/** What stands on one survey: its form, and its results. */
export abstract class SurveyElement<T> extends LoadingElement<T> {
  static override properties = { survey: {} };
  static override secure = true;

  declare survey: string | null;

  protected abstract read(to: Connection, survey: string): Promise<T>;

  protected override plan(): Plan<T> | null {
    const { survey } = this;
    const to = this.usable && survey && this.connection();
    return to ? { key: `${to.origin} ${to.agency} ${survey}`, call: () => this.read(to, survey) } : null;
  }
}
