import { expect, fixture, html } from '@open-wc/testing';
import type { Backend } from '@otklik/core/backend/port.js';
import { BackendError } from '@otklik/core/backend/error.js';
import type { Publication } from '@otklik/core/contract/publications.js';
import { showExample, untilFocused } from '../base/example.ts';
import { serveBackend, testBackend } from '../testing/memory.ts';
import { answerWith } from '../testing/worker.ts';
import { sanitised } from './feed.body.ts';
import { backend, examples, now, press, publications } from './feed.examples.ts';
import {
  active,
  embedded,
  fallbackShows,
  first,
  listed,
  ready,
  served,
  shown,
  status,
  text,
  titles,
  until,
  whole,
} from './feed.testing.ts';
import type { OtklikFeed } from './feed.ts';

describe('otklik-feed', () => {
  beforeEach(() => localStorage.clear());

  for (const example of examples) {
    it(`${example.name}: accessible`, async () => {
      const element = await showExample('otklik-feed', example, await fixture(html`<div></div>`));
      await expect(element).to.be.accessible();
    });
  }

  it('shows what the back end has: kind, date, title as a link to its page, summary, files', async () => {
    await answerWith(served());
    const element = await ready(await embedded());
    expect(titles(element)).to.deep.equal(publications.map(({ title }) => title.ru));
    const [first, second] = element.renderRoot.querySelectorAll('li[part=item]');
    expect(first?.querySelector('.when')?.textContent).to.equal('Разъяснение 20\u00a0ноября 2026');
    expect(first?.querySelector('time')?.dateTime).to.equal('2026-11-20T06:30:00.000Z');
    expect(first?.querySelector('a')?.href).to.equal(`${location.origin}/housing/publications/heating-charges`);
    expect(second?.textContent).to.contain('Сводный акт проверки PDF, 1,2\u00a0МБ');
    expect(second?.querySelector<HTMLAnchorElement>('.files a')?.href).to.equal(
      `${location.origin}/api/v1/agencies/housing/attachments/act`,
    );
    expect(fallbackShows(element)).to.equal(false);
  });

  it('says what the host wants it to say, in place of any sentence', async () => {
    const messages = { title: 'Новости района', more: 'Ещё {n}', find: 'Искать' };
    const example = { name: '', backend, attributes: { limit: '3' }, properties: { now, messages } };
    const element = (await showExample('otklik-feed', example, await fixture(html`<div></div>`))) as OtklikFeed;
    expect(element.renderRoot.querySelector('h2')?.textContent).to.equal('Новости района');
    const buttons = [...element.renderRoot.querySelectorAll('button')].map((one) => one.textContent?.trim());
    expect(buttons).to.deep.equal(['Искать', 'Ещё 3']);
  });

  it('asks for one kind only, in English where the page is English', async () => {
    await answerWith(served());
    const element = await ready(await embedded({ kind: 'inspection', lang: 'en' }));
    expect(titles(element)).to.deep.equal(['Houses checked for winter: 214 houses, 9 orders']);
    expect(text(element)).to.contain('Inspection results 18 November 2026');
  });

  it('keeps the fallback until there is something better, and beside a failure', async () => {
    let answer: (response: Response) => void = () => undefined;
    await answerWith(() => new Promise((done) => (answer = done)));
    const element = await embedded();
    await element.updateComplete;
    expect(fallbackShows(element)).to.equal(true);
    expect(element.renderRoot.querySelector('[role=status]'), 'announces from the start').to.exist;
    const codes: string[] = [];
    element.addEventListener('otklik-error', (event) => codes.push((event as Event & { code: string }).code));
    await until(() => answer.length);
    answer(new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await until(() => element.renderRoot.querySelector('[role=status] .note'));
    expect(text(element)).to.contain('Материалы сейчас не открываются');
    expect(fallbackShows(element)).to.equal(true);
    expect(codes).to.deep.equal(['answer_unreadable']);

    await answerWith(served());
    await untilFocused(element, () => element.renderRoot.querySelector('button')?.click());
    expect(active(element)?.localName, 'the title takes the focus').to.equal('h2');
    expect(titles(element)).to.have.length(publications.length);
    expect(fallbackShows(element)).to.equal(false);
  });

  it('says that nothing is published, and where else to look', async () => {
    await answerWith(serveBackend(testBackend()));
    const element = await ready(await embedded());
    expect(text(element)).to.contain('Здесь пока ничего не опубликовано');
    expect(element.renderRoot.querySelector<HTMLAnchorElement>('.foot a:last-child')?.href).to.equal(
      `${location.origin}/housing/publications`,
    );
  });

  it('shows more: the first new one takes the focus, and what came is announced', async () => {
    await answerWith(served());
    const element = await ready(await embedded({ limit: '4' }));
    await press(element, 'Показать ещё 4');
    await until(() => status(element).startsWith('Добавлен'));
    expect(titles(element)).to.have.length(8);
    expect(active(element)?.textContent?.trim()).to.equal(publications[4]?.title.ru);
    expect(status(element)).to.equal('Добавлены 4 материала');
    await press(element, 'Показать ещё 4');
    expect(active(element)?.textContent?.trim()).to.equal(publications[8]?.title.ru);
    await until(() => status(element) === 'Добавлен 1 материал');
    expect(status(element)).to.equal('Добавлен 1 материал');
    expect(element.renderRoot.querySelector('.actions button')).to.equal(null);
  });

  it('keeps the list when more can’t be had, and tries again', async () => {
    let fails = true;
    const listPublications: Backend['listPublications'] = (agency, query) =>
      query.cursor && fails ? Promise.reject(new BackendError('timeout')) : listed(agency, query);
    const element = await shown({ listPublications }, { limit: '4' });
    const button = element.renderRoot.querySelector<HTMLButtonElement>('.actions button');
    button?.focus();
    button?.click();
    await until(() => element.renderRoot.querySelector('[role=alert]')?.textContent?.includes('не ответил'));
    expect(titles(element)).to.have.length(4);
    expect(active(element), 'focus stays').to.equal(button);
    fails = false;
    await press(element, 'Попробовать ещё раз');
    await until(() => titles(element).length === 8);
  });

  it('opens one in place and folds it again, with the focus', async () => {
    await answerWith(served());
    const element = await ready(await embedded());
    await press(element, /^Как проверить/);
    expect(active(element)?.localName).to.equal('h3');
    expect(titles(element)).to.deep.equal(publications.map(({ title }) => title.ru));
    const item = active(element)?.closest('li');
    expect([...(item?.querySelectorAll('h4') ?? [])].map((one) => one.textContent)).to.deep.equal([
      'Что сверить',
      'Откуда эти сведения',
    ]);
    const facts = [...(item?.querySelectorAll('.facts > div') ?? [])].map((one) =>
      [...one.children].map((part) => part.textContent).join(': '),
    );
    expect(facts).to.deep.equal([
      'Подготовил: отдел контроля за начислением платы',
      'Утвердил: заместитель начальника Службы',
      'Утверждено: 20\u00a0ноября 2026',
      'Проверим снова: до 20\u00a0мая 2027',
      'Версия: 2-я Что изменилось',
    ]);
    await press(element, 'Свернуть');
    expect(active(element)?.localName).to.equal('a');
    expect(active(element)?.closest('li')).to.equal(item);
    await press(element, /^Как проверить/);
    expect(element.renderRoot.querySelector('.body table'), 'opened once more').to.exist;
  });

  it('leaves a click with a modifier to the browser', async () => {
    const element = await shown();
    const event = new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true, composed: true });
    let prevented = true;
    document.addEventListener(
      'click',
      (click) => {
        prevented = click.defaultPrevented;
        click.preventDefault();
      },
      { once: true },
    );
    element.renderRoot.querySelector('h3 a')?.dispatchEvent(event);
    expect(prevented).to.equal(false);
    expect(element.item).to.not.be.ok;
  });

  it('opens what attribute item names, also when it isn’t in the list', async () => {
    const listed = await shown({}, { item: 'october' });
    await until(() => listed.renderRoot.querySelector('.opened'));
    expect(listed.renderRoot.querySelector('.opened')?.textContent).to.equal('О чём спрашивали жители в октябре');
    const alone = await shown({}, { item: 'vacancy-2', limit: '2' });
    await until(() => alone.renderRoot.querySelector('.opened'));
    expect(titles(alone)[0]).to.equal(publications.at(-1)?.title.ru);
    expect(titles(alone)).to.have.length(3);
  });

  it('says why one can’t be opened, and opens it when asked again', async () => {
    let fails = true;
    const readPublication: Backend['readPublication'] = (agency, id) =>
      fails ? Promise.reject(new BackendError('network')) : whole(agency, id);
    const element = await shown({ readPublication });
    const link = element.renderRoot.querySelector<HTMLElement>('h3 a');
    link?.click();
    await until(() => element.renderRoot.querySelector('[role=alert]'));
    expect(element.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('Нет связи');
    fails = false;
    await press(element, /^Как проверить/);
    expect(active(element)?.classList.contains('opened')).to.equal(true);
  });

  it('marks what is past its review date, and nothing else', async () => {
    const element = await shown();
    const stale = [...element.renderRoot.querySelectorAll('.warning')];
    expect(stale.map((one) => one.closest('li')?.querySelector('h3')?.textContent?.trim())).to.deep.equal([
      'Как внести дом в реестр лицензий управляющей организации',
    ]);
    expect(stale[0]?.textContent).to.contain('истёк 1\u00a0ноября 2026');
  });

  it('never runs, loads or keeps what a body shouldn’t hold', async () => {
    (window as { ran?: string }).ran = '';
    const body = `<p onclick="ran='click'">Текст <b>важный</b></p><script>ran='script'</script>
      <img src="/x.png" onerror="ran='error'"><img src="https://spy.example.org/pixel.png" alt="График">
      <a href="javascript:ran='link'">раз</a><a href=" jAvAsCrIpT:ran='link'">два</a><a href="data:text/html,x">три</a>
      <a href="/docs/1.pdf" target="_blank" style="position:fixed">четыре</a><a href="mailto:a@example.org">пять</a>
      <iframe src="/"></iframe><form action="/x"><input name="q"></form><svg><script>ran='svg'</script></svg>
      <h1>Заголовок</h1><style>*{display:none}</style><div id="x" class="note" slot="x">Блок</div>`;
    const readPublication = (): Promise<Publication> => Promise.resolve({ ...first, body: { ru: body } });
    const element = await shown({ readPublication });
    await press(element, /^Как проверить/);
    const root = element.renderRoot.querySelector('.body') ?? element;
    const links = [...root.querySelectorAll('a')].map((one) => one.getAttribute('href'));
    const home = new URL('/docs/1.pdf', location.href).href;
    expect(links).to.deep.equal([null, null, null, home, 'mailto:a@example.org']);
    expect([...root.querySelectorAll('img')].map((one) => one.getAttribute('src'))[1]).to.equal(null);
    expect(root.querySelectorAll('script, iframe, form, input, svg, style')).to.have.length(0);
    expect(root.querySelectorAll('[onclick], [onerror], [style], [id], [class], [slot], [target]')).to.have.length(0);
    expect(root.querySelector('h4')?.textContent).to.equal('Заголовок');
    root.querySelector('p')?.click();
    await new Promise((done) => setTimeout(done, 50));
    expect((window as { ran?: string }).ran).to.equal('');
  });

  it('loads pictures only from where they belong', () => {
    const fragment = sanitised(
      '<img src="/a.png"><img src="https://b.example/b.png"><img src="//c.example/c.png">',
      'https://b.example/news/',
    );
    expect([...fragment.querySelectorAll('img')].map((one) => one.getAttribute('src'))).to.deep.equal([
      'https://b.example/a.png',
      'https://b.example/b.png',
      null,
    ]);
  });
});
