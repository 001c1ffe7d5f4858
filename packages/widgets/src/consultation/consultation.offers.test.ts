import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { showExample } from '../base/example.ts';
import { publications } from '../feed/feed.examples.ts';
import { testBackend } from '../testing/memory.ts';
import { fill, filled, press } from './consultation.examples.ts';
import type { OtklikConsultation } from './consultation.ts';
import './consultation.define.ts';

/** A form whose back end answers so when it is asked what is published. */
const shown = async (listPublications: Backend['listPublications']): Promise<OtklikConsultation> =>
  (await showExample(
    'otklik-consultation',
    { name: '', backend: { ...testBackend(), listPublications } },
    await fixture(html`<div></div>`),
  )) as OtklikConsultation;

/** By its label, as people find it. */
const labelled = (element: OtklikConsultation, label: string): HTMLInputElement =>
  [...element.renderRoot.querySelectorAll('label')].find((one) => one.textContent?.trim() === label)
    ?.control as HTMLInputElement;
const text = (element: OtklikConsultation): string => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
const focused = (element: OtklikConsultation): Element | null => element.renderRoot.activeElement;
function write(element: OtklikConsultation, words: string): void {
  const question = labelled(element, 'Какая информация нужна');
  question.focus();
  question.value = words;
  question.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

describe('otklik-consultation: what is published already', () => {
  it('offers what is published and fits, while the question is written, and never takes the focus', async () => {
    const queries: (string | undefined)[] = [];
    const element = await shown((_, { q }) => {
      queries.push(q);
      return Promise.resolve({ items: publications, next: null });
    });
    write(element, 'Правильно ли начислили плату за отопление в январе');
    await waitUntil(() => text(element).includes('Об этом уже рассказали'), '', { timeout: 4000 });
    expect(queries).to.have.length(1);
    expect(queries[0]).to.match(/^правильно or начислили or отопление/);
    const offered = [...element.renderRoot.querySelectorAll<HTMLAnchorElement>('.offers a')];
    expect(offered.map((one) => one.textContent?.trim())).to.deep.equal([publications[0]?.title.ru]);
    expect(offered[0]?.target).to.equal('_blank');
    expect(focused(element)?.id).to.equal('question');
  });

  it('pushes nothing away that somebody is busy with: what comes late is offered on coming back, or before it goes', async () => {
    let answer = (): void => undefined;
    const element = await shown(
      () => new Promise((done) => (answer = () => done({ items: publications, next: null }))),
    );
    fill(element, filled);
    write(element, 'Правильно ли начислили плату за отопление в январе');
    labelled(element, 'На электронную почту').focus();
    await aTimeout(1700);
    answer();
    await aTimeout(50);
    expect(text(element)).not.to.contain('Об этом уже рассказали');
    await press(element);
    expect(text(element)).to.match(/Проверьте перед отправкой.*Об этом уже рассказали.*Отправить/);
    const change = [...element.renderRoot.querySelectorAll('button')].find(
      (one) => one.textContent?.replace(/\s+/g, ' ').trim() === 'Изменить Какая информация нужна',
    );
    change?.click();
    await waitUntil(() => focused(element)?.id === 'question');
    await waitUntil(() => element.renderRoot.querySelector('.offers a')?.checkVisibility());
  });

  for (const [name, listPublications] of [
    ['nothing fits', () => Promise.resolve({ items: [], next: null })],
    ['nothing can be had', () => Promise.reject(new Error('away'))],
  ] as [string, Backend['listPublications']][]) {
    it(`leaves no gap before a question goes where ${name}`, async () => {
      let asked = false;
      const element = await shown((...of) => ((asked = true), listPublications(...of)));
      fill(element, filled);
      write(element, 'Правильно ли начислили плату за отопление в январе');
      labelled(element, 'На электронную почту').focus();
      await waitUntil(() => asked, '', { timeout: 4000 });
      await aTimeout(50);
      await press(element);
      expect(text(element)).to.contain('Проверьте перед отправкой');
      expect([...element.renderRoot.querySelectorAll('.check > :empty')]).to.deep.equal([]);
    });
  }
});
