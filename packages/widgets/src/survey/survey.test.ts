import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { BackendError } from '@otklik/core/backend/error.js';
import { fromBase64Url } from '@otklik/core/domain/surveys/ballot.js';
import { manifestHash } from '@otklik/core/domain/surveys/canonical.js';
import { showExample } from '../base/example.ts';
import { send, shows } from './survey.acts.ts';
import { examples, takesBallots } from './survey.examples.ts';
import { manifest, oneQuestion } from './survey.samples.ts';
import { described, focused, labelled, openBox, shown, text, writeIdea } from './survey.testing.ts';

describe('otklik-survey', () => {
  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-survey', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('by keyboard: arrows and Enter choose and never send, the button does', async () => {
    const { backend, cast, look } = await openBox(manifest);
    const element = await shown(backend);
    labelled(element, 'Сайт Службы').focus();
    await sendKeys({ press: ' ' });
    await sendKeys({ press: 'Enter' });
    labelled(element, 'Да').focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    labelled(element, '1, очень трудно').focus();
    for (const _ of '234') await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Enter' });
    while (!text(element).includes('Ваша оценка: 4, скорее легко')) await new Promise((done) => setTimeout(done, 5));
    expect(cast).to.have.length(0);
    await sendKeys({ press: 'Tab' });
    expect(focused(element)?.localName).to.equal('textarea');
    await sendKeys({ type: 'Проще.' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'Короче.' });
    await sendKeys({ press: 'Tab' });
    expect(focused(element)?.textContent?.trim()).to.equal('Отправить');
    const sent = oneEvent(element, 'otklik-survey-sent');
    await sendKeys({ press: 'Enter' });
    const { bubbles, composed } = await sent;
    expect([bubbles, composed]).to.deep.equal([true, true]);
    expect(await look()).to.deep.equal([
      { channels: ['site'], found: 'partly', ease: '4', improve: 'Проще.\nКороче.' },
    ]);
    while (focused(element)?.localName !== 'h2') await new Promise((done) => setTimeout(done, 5));
    expect(focused(element)?.textContent).to.equal('Спасибо, ответы приняты');
  });

  it('shows what was sent, and what cannot be hidden', async () => {
    const { backend, cast } = await openBox(manifest);
    const element = await shown(backend);
    labelled(element, 'Форма запроса').click();
    labelled(element, '5, очень легко').click();
    writeIdea(element, 'Проще');
    await send(element);
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
    expect(rows).to.deep.equal(['Форма запроса', 'пропущен', '5, очень легко', 'Проще']);
    const hash = (await manifestHash(manifest)).replace(/.{4}(?=.)/g, '$& ');
    expect(text(element)).to.contain(hash);
    expect(text(element)).to.contain(
      `${fromBase64Url(cast[0]?.sealed ?? '').length.toLocaleString('ru')} байт`.replace(/\s/g, ' '),
    );
    expect(text(element)).to.contain('Скрыть нельзя: адрес в сети, название браузера');
  });

  it('nothing answered: says so and sends nothing', async () => {
    const { backend, cast } = await openBox(manifest);
    const element = await shown(backend);
    writeIdea(element, ' \n ');
    await send(element);
    expect(focused(element)?.getAttribute('role')).to.equal('alert');
    expect(focused(element)?.textContent).to.contain('Ответьте хотя бы на один вопрос');
    expect(cast).to.have.length(0);
    labelled(element, 'Затрудняюсь ответить').click();
    await send(element);
    expect(text(element)).to.contain('Спасибо');
    expect(cast).to.have.length(1);
  });

  it('a text that is too long: a focused summary whose link leads to the field, and everything stays', async () => {
    const element = await shown(takesBallots(manifest));
    labelled(element, 'Частично').click();
    writeIdea(element, 'я'.repeat(1221));
    await send(element);
    const link = focused(element)?.querySelector('a');
    expect(link?.textContent?.replace(/\s/g, ' ')).to.equal('Вопрос 4 из 4. Сократите ответ на 21 знак');
    link?.click();
    const field = focused(element) as HTMLTextAreaElement;
    expect(field).to.equal(labelled(element, 'Что нам улучшить?'));
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(described(element, field)).to.contain('Сократите ответ на 21 знак');
    expect(field.value).to.have.length(1221);
    expect(labelled(element, 'Частично').checked).to.equal(true);
    writeIdea(element, 'я');
    await send(element);
    expect(text(element)).to.contain('Спасибо');
  });

  it('says how much room is left, once the person pauses', async () => {
    const element = await shown(takesBallots(manifest));
    const status = element.renderRoot.querySelector('.q [role=status]');
    writeIdea(element, 'я'.repeat(1100));
    await new Promise((done) => setTimeout(done, 600));
    expect(status?.textContent?.replace(/\s/g, ' ').trim()).to.equal('Знаков: до 1 200.');
    const field = labelled(element, 'Что нам улучшить?');
    expect(described(element, field)).to.match(/Ответ прочитают сотрудники\. Знаков: до 1 200\.$/);
    writeIdea(element, 'я'.repeat(1199));
    while (!status?.textContent?.includes('Остал')) await new Promise((done) => setTimeout(done, 20));
    expect(status.textContent.replace(/\s+/g, ' ').trim()).to.equal('Остался 1 знак');
    expect(described(element, field)).to.match(/Остался 1 знак$/);
    writeIdea(element, 'я'.repeat(1205));
    while (!status.textContent.includes('5')) await new Promise((done) => setTimeout(done, 20));
    expect(status.textContent.trim()).to.equal('Лишних знаков: 5');
  });

  it('counts a text as it is sent: spaces around it go', async () => {
    const element = await shown(takesBallots(manifest));
    writeIdea(element, `\n ${'я'.repeat(1199)} \n\n`);
    await shows(element, 'Остался 1 знак');
    await send(element);
    expect(text(element)).to.contain('Спасибо');
  });

  it('with one question it is compact', async () => {
    const element = await shown(takesBallots(oneQuestion), { survey: 'usefulness' });
    expect(element.renderRoot.querySelector('h2')).to.equal(null);
    expect(element.renderRoot.querySelector('legend')?.textContent?.trim()).to.equal(
      'Понятна ли информация на этой странице?',
    );
    expect(text(element)).to.contain('Опрос анонимный');
    expect(text(element)).not.to.contain('Вопрос 1');
  });

  it('speaks English, after sending too', async () => {
    const element = await shown(takesBallots(manifest), { lang: 'en' });
    labelled(element, '4, rather easy').click();
    while (!text(element).includes('Your mark: 4, rather easy')) await new Promise((done) => setTimeout(done, 5));
    await send(element);
    expect(text(element)).to.contain('Thank you, your answers were received');
    expect(text(element)).not.to.match(/[а-яё]/i);
  });

  it('says honestly what is promised', async () => {
    const element = await shown(takesBallots(manifest));
    expect(text(element)).to.contain('до него связать их мог бы только оператор системы');
    expect(text(element)).to.contain('Один человек может ответить несколько раз');
    expect(text(element)).to.contain('Любой вопрос можно пропустить');
  });

  it('stays usable when a page’s translation has replaced its text', async () => {
    const element = await shown(
      takesBallots(oneQuestion, { castBallot: () => Promise.reject(new BackendError('network')) }),
      {
        survey: 'usefulness',
      },
    );
    const translate = (): void => {
      const walker = document.createTreeWalker(element.renderRoot, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      for (const node of nodes) {
        const font = document.createElement('font');
        font.append(node.data);
        if (node.data.trim()) node.replaceWith(font);
      }
    };
    labelled(element, '2, скорее непонятно').click();
    while (!text(element).includes('Ваша оценка: 2')) await new Promise((done) => setTimeout(done, 5));
    translate();
    labelled(element, '3, отчасти понятно').click();
    while (!text(element).includes('Ваша оценка: 3, отчасти понятно')) await new Promise((done) => setTimeout(done, 5));
    expect(text(element)).not.to.contain('Ваша оценка: 2');
    await send(element);
    expect(text(element)).to.contain('Отправить');
    expect(text(element)).not.to.contain('Отправляем');
  });

  it('moved in the document, it keeps what was chosen and fetches nothing again', async () => {
    let read = 0;
    const element = await shown(takesBallots(manifest, { readManifest: async () => (read++, manifest) }));
    labelled(element, 'Да').click();
    writeIdea(element, 'Проще');
    (await fixture(html`<div></div>`)).append(element);
    await element.updateComplete;
    expect(labelled(element, 'Да').checked).to.equal(true);
    expect(labelled(element, 'Что нам улучшить?').value).to.equal('Проще');
    expect(read).to.equal(1);
  });
});
