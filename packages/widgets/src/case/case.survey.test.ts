import { expect } from '@open-wc/testing';
import type { ClientBackend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Case } from '@otklik/core/contract/case.js';
import { testBackend } from '../testing/memory.ts';
import { enter } from './case.examples.ts';
import { cases } from './case.lives.ts';
import { code, link, shown, stepNames, text } from './case.testing.ts';
import type { OtklikCase } from './case.ts';

const go = 'Ответить на вопросы';

async function after(found: Case, listSurveys: ClientBackend['listSurveys']): Promise<OtklikCase> {
  const element = await shown({ ...testBackend({ cases: { [code]: found } }), listSurveys });
  await enter(element, code);
  await new Promise((done) => setTimeout(done, 10));
  await element.updateComplete;
  return element;
}
const listing =
  (...ids: string[]): ClientBackend['listSurveys'] =>
  () =>
    Promise.resolve({ items: ids.map((id) => ({ id, title: { ru: id }, questions: 1 })) as never[], next: null });

describe('otklik-case: the invitation to a survey', () => {
  it('comes after the end, with one link for everybody that says nothing of where it stands', async () => {
    const element = await after(cases.answered, listing('other', 'information-access'));
    const found = link(element, go);
    expect(found?.getAttribute('href')).to.match(/\/housing\/survey\/information-access$/);
    expect(found?.rel).to.equal('noopener noreferrer');
    expect(found?.referrerPolicy).to.equal('no-referrer');
    expect(text(element))
      .to.contain('ссылка на него одна для всех')
      .and.to.contain('Кто именно ответил, мы не узнаем.');
    const another = link(await after({ ...cases.refused, number: 'И-7/26' }, listing('information-access')), go);
    expect(another?.getAttribute('href')).to.equal(found?.getAttribute('href'));
    await expect(element).to.be.accessible();
  });

  it('is to the first survey where the agency has no other, and to none that is no survey', async () => {
    expect(link(await after(cases.answered, listing('../case?x', 'first', 'second')), go)?.pathname).to.match(
      /survey\/first$/,
    );
    expect(link(await after(cases.answered, listing()), go)).to.equal(undefined);
  });

  it('asks for the list as everybody does: nothing of the case goes along', async () => {
    const asked: unknown[][] = [];
    await after(cases.answered, (...given) => {
      asked.push(given);
      return Promise.resolve({ items: [], next: null });
    });
    expect(asked).to.deep.equal([['housing', 'external']]);
  });

  it('does not come while there is an answer to wait for, and nothing is asked', async () => {
    let asked = false;
    const element = await after(cases.in_progress, () => {
      asked = true;
      return Promise.resolve({ items: [], next: null });
    });
    expect(asked).to.equal(false);
    expect(link(element, go)).to.equal(undefined);
  });

  it('that cannot be had is no matter of the case', async () => {
    const element = await after(cases.answered, () => Promise.reject(new BackendError('network')));
    expect(stepNames(element).at(-1)).to.equal('Ответ');
    expect(text(element)).not.to.contain('Нет связи');
  });
});
