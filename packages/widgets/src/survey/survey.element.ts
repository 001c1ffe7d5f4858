import type { Connection } from '../base/element.ts';
import { OtklikElement } from '../base/element.ts';
import { failureNote, retryButton } from '../base/failure.ts';
import { Load } from '../base/load.ts';

/** What stands on one survey, its form and its results: loads what it shows, or says why it can't. */
export abstract class SurveyElement<T> extends OtklikElement {
  static override properties = { ...OtklikElement.properties, survey: {} };
  static override secure = true;

  declare survey: string | null;

  /** @internal What is shown. */
  loaded = new Load<T>(
    this,
    () => {
      const { survey } = this;
      const to = this.usable && survey && this.connection();
      return to ? { key: `${to.origin} ${to.agency} ${survey}`, call: () => this.read(to, survey) } : null;
    },
    () => this.fail(this.missing),
  );

  /** Code of the error event when it can't be loaded. */
  protected abstract missing: string;
  protected abstract read(to: Connection, survey: string): Promise<T>;
  protected abstract content(value: T): unknown;

  protected override shows(): boolean {
    return super.shows() && !!(this.loaded.value ?? this.loaded.error);
  }

  protected override withFallback(): boolean {
    return !this.loaded.value;
  }

  override failure(error: unknown): string {
    return (error as { code?: string }).code === 'survey_unknown' ? this.t('gone') : super.failure(error);
  }

  protected override view(): unknown {
    const { value, error, loading } = this.loaded;
    return value
      ? this.content(value)
      : failureNote(
          this,
          error,
          retryButton(this, loading, () => this.loaded.retry()),
        );
  }
}
