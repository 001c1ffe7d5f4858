import { widgets, type Widget } from '../using.ts';

/* What every host page has of its own, as sites of such bodies have it, and where our widgets stand in it. */

/** A widget as a webmaster pastes it. */
export function tag(widget: Widget, backend: string): string {
  const survey = widget === 'survey' || widget === 'results' ? ' survey="information-access"' : '';
  return `<otklik-${widget} backend="${backend}" agency="housing"${survey}><a href="${backend}/housing/${widget}">Запасная ссылка</a></otklik-${widget}>`;
}

const words = `Служба жилищного надзора следит за тем, как управляющие организации исполняют договоры с жильцами.`;

/** Between the widgets: one thing of each kind that a page's style sheet may have to do with. */
const own: readonly string[] = [
  `<p>${words} <a href="#">Положение о Службе</a>, <b>утверждённое</b> в 2019 году.</p><ul><li>Капитальный ремонт<li>Плата за жильё</ul>`,
  `<table class="table" border="1" width="100%"><caption>Часы приёма</caption><thead><tr><th>День<th>Часы</thead><tbody><tr><td>Понедельник<td>9:00–18:00<tr><td>Вторник<td>9:00–18:00</table>`,
  `<form class="form-inline"><fieldset><legend>Поиск по сайту</legend><label>Слова <input type="text" class="form-control" value="ремонт"></label> <select class="form-control"><option>Везде</select> <button type="button" class="btn btn-primary">Найти</button></fieldset></form>`,
  `<blockquote><p>${words}</p></blockquote><dl><dt>Телефон<dd>8 (000) 000-00-00</dl>`,
  `<div class="alert alert-info well">${words}</div><ol><li>Первое<li>Второе</ol><hr>`,
  `<h3>Документы</h3><pre>№ 12-О от 01.02.2026</pre><p><small>${words}</small></p>`,
];

/** The inside of `<body>`: header, six sections with a widget and something of the page's own in each, footer. */
export const body = (backend: string): string => `
<div id="header" class="navbar"><h1>Служба жилищного надзора</h1><a href="#">Главная</a> <a href="#">О Службе</a></div>
<div id="main" class="container"><div class="row"><div class="span12 col-md-12">
${widgets.map((widget, at) => `<div class="section"><h2>Раздел ${at + 1}</h2>${tag(widget, backend)}${own[at] ?? ''}</div>`).join('\n')}
</div></div></div>
<div id="footer"><p>© Служба жилищного надзора, 2026</p></div>`;

/** A whole page of it. @param head beside its title */
export const wholePage = (head: string, backend: string, { attributes = 'lang="ru"', after = '' } = {}): string =>
  `<!DOCTYPE html>
<html ${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Служба</title>
${head}</head><body>${body(backend)}${after}</body></html>`;

/** A page of today without anything odd. */
export const calmSheet = `
body { margin: 0 auto; padding: 16px; max-width: 960px; font: 16px/1.5 'Liberation Sans', Arial, sans-serif; color: #222; background: #fff; }
a { color: #1f4d8f; }
.section { margin: 0 0 48px; }
`;
