import type { Connection } from '../base/element.ts';
import type { Plan } from '../base/load.ts';
import { LoadingElement } from '../base/loading.ts';

/** What stands on one survey: its form, and its results. */
export abstract class SurveyElement<T> extends LoadingElement<T> {
  static override properties = { survey: {} };
  static override secure = true;

  declare survey: string | null;

  /** `key`: names this survey among all; what a device keeps of it stands under that name. */
  protected abstract read(to: Connection, survey: string, key: string): Promise<T>;

  /** Without one it has nothing to ask for. */
  override connection(): Connection | null {
    return this.survey ? super.connection() : null;
  }

  /** @internal */
  override plan(): Plan<T> | null {
    const { survey } = this;
    const to = this.usable && this.connection();
    if (!survey || !to) return null;
    const key = `otklik survey ${to.origin} ${to.agency} ${survey}`;
    return { key, call: () => this.read(to, survey, key) };
  }
}
