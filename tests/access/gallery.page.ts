// Runs in a page: shows one example of a survey or of results.
import { showExample, type Example } from '../../packages/widgets/src/base/example.ts';
import { examples as results } from '../../packages/widgets/src/results/results.examples.ts';
import { examples as survey } from '../../packages/widgets/src/survey/survey.examples.ts';
import '../../packages/widgets/src/otklik.ts';

const widgets: Record<string, readonly Example[]> = { survey, results };

export interface Gallery {
  /** Names of examples by widget. */
  names(): Record<string, string[]>;
  show(widget: string, name: string): Promise<void>;
}

const gallery: Gallery = {
  names: () =>
    Object.fromEntries(Object.entries(widgets).map(([widget, all]) => [widget, all.map(({ name }) => name)])),
  show: async (widget, name) => {
    const example = widgets[widget]?.find((one) => one.name === name);
    const main = document.querySelector('main');
    if (!example || !main) throw new Error(`no example “${name}” of ${widget}`);
    await showExample(`otklik-${widget}`, example, main);
  },
};

Object.assign(globalThis, { gallery });
