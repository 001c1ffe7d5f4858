import type { PublicationContent } from '@otklik/core/backend/content.js';
import { file } from '../files.ts';
import { deputy, head, units } from '../positions.ts';
import { at, t } from '../text.ts';

/** Results of inspections, reviews of appeals, reports. Every figure is invented. */
export const inspections: PublicationContent[] = [
  {
    id: 'winter-readiness',
    audience: 'external',
    kind: 'inspection',
    topic: 'heating-season',
    title: t(
      'Проверили подготовку домов к зиме: 214 домов, 9 предписаний',
      'Buildings checked before winter: 214 visited, 9 orders issued',
    ),
    summary: t(
      'В девяти домах нашли неисправности, которые мешают теплу. Срок устранения: 1 декабря.',
      'In nine buildings we found faults that keep the heat out. They have to be mended by 1 December.',
    ),
    publishedAt: at('2026-11-18', '15:00'),
    reviewBy: '2026-12-15',
    attachments: [
      file('winter-act.pdf', 'Сводный акт проверки', 'Summary report of the inspection'),
      file('winter-houses.csv', 'Перечень домов и сроки', 'List of buildings and deadlines'),
    ],
    body: t(
      `<p>С 12 октября по 13 ноября мы проверили 214 домов, которые в прошлую зиму получали тепло с перебоями. В 205 домах нарушений нет.</p>
<h3>Что нашли</h3>
<table>
<thead><tr><th>Нарушение</th><th>Домов</th></tr></thead>
<tbody>
<tr><td>Неисправен тепловой узел</td><td>4</td></tr>
<tr><td>Не поверен общий счётчик тепла</td><td>3</td></tr>
<tr><td>Не утеплены трубы в подвале</td><td>2</td></tr>
<tr><td><strong>Всего</strong></td><td><strong>9</strong></td></tr>
</tbody>
</table>
<h3>Что будет дальше</h3>
<ol>
<li>Управляющие организации устраняют нарушения до 1 декабря.</li>
<li>Мы проверяем каждый из девяти домов повторно с 2 по 4 декабря.</li>
<li>Если нарушение осталось, составляем протокол: за невыполнение предписания суд назначает штраф.</li>
</ol>
<p>Итоги повторной проверки опубликуем здесь до 15 декабря.</p>
<h3>Если в квартире холодно</h3>
<p>В жилой комнате должно быть не меньше 18 °C, в угловой – не меньше 20 °C. Позвоните в аварийную службу управляющей организации: она обязана приехать и составить акт. Если не приехали, звоните на нашу горячую линию: 8 (000) 000-00-01, каждый день с 8 до 20.</p>`,
      `<p>From 12 October to 13 November we inspected 214 buildings where the heating failed now and then last winter. In 205 of them we found nothing wrong.</p>
<h3>What we found</h3>
<table>
<thead><tr><th>Fault</th><th>Buildings</th></tr></thead>
<tbody>
<tr><td>Heat substation out of order</td><td>4</td></tr>
<tr><td>Shared heat meter not verified</td><td>3</td></tr>
<tr><td>Pipes in the basement not insulated</td><td>2</td></tr>
<tr><td><strong>Total</strong></td><td><strong>9</strong></td></tr>
</tbody>
</table>
<h3>What happens next</h3>
<ol>
<li>The management companies mend the faults by 1 December.</li>
<li>We visit each of the nine buildings again between 2 and 4 December.</li>
<li>Where a fault remains, we draw up a report: a court fines those who ignore an order.</li>
</ol>
<p>The results of the second visit will be published here by 15 December.</p>
<h3>If your flat is cold</h3>
<p>A living room must be at least 18 °C, a corner room at least 20 °C. Ring your management company’s emergency line: it has to come and record the temperature. If nobody comes, ring our hotline: 8 (000) 000-00-01, daily from 8:00 to 20:00.</p>`,
    ),
    version: 1,
    preparedBy: units.supervision,
    approvedBy: head,
    approvedAt: at('2026-11-18', '12:20'),
  },
  {
    id: 'gas-equipment',
    audience: 'external',
    kind: 'inspection',
    topic: 'gas',
    title: t('Газовое оборудование: что нашли в 58 домах', 'Gas equipment: what we found in 58 buildings'),
    summary: t(
      'В 41 доме всё в порядке, в 17 выдали предписания. Чаще всего нет договора на обслуживание.',
      'All is well in 41 buildings; in 17 we issued orders. Most often there is no maintenance contract.',
    ),
    publishedAt: at('2026-08-25', '10:15'),
    reviewBy: null,
    attachments: [file('gas-equipment.csv', 'Результаты по домам', 'Results by building')],
    body: t(
      `<p>В июле и августе мы проверили, как обслуживают общее газовое оборудование. Выбирали дома, где плиты и трубы старше 25 лет.</p>
<table>
<thead><tr><th>Нарушение</th><th>Домов</th></tr></thead>
<tbody>
<tr><td>Нет договора на обслуживание</td><td>9</td></tr>
<tr><td>Не проверены вентиляционные каналы</td><td>5</td></tr>
<tr><td>Не заменены отслужившие краны и шланги</td><td>3</td></tr>
<tr><td><strong>Всего</strong></td><td><strong>17</strong></td></tr>
</tbody>
</table>
<p>К 1 октября 15 предписаний выполнили. По двум домам материалы переданы в суд.</p>
<h3>Что сделать жителю</h3>
<ul>
<li>Пустите мастера в квартиру: оборудование проверяют не реже раза в год.</li>
<li>Проверьте тягу: поднесите к решётке полоску бумаги, она должна притянуться.</li>
<li>Почувствовали запах газа – закройте кран, откройте окно, выйдите из квартиры и позвоните 104 или 112.</li>
</ul>`,
      `<p>In July and August we checked how shared gas equipment is maintained. We chose buildings whose cookers and pipes are more than 25 years old.</p>
<table>
<thead><tr><th>Fault</th><th>Buildings</th></tr></thead>
<tbody>
<tr><td>No maintenance contract</td><td>9</td></tr>
<tr><td>Ventilation ducts not checked</td><td>5</td></tr>
<tr><td>Worn-out taps and hoses not replaced</td><td>3</td></tr>
<tr><td><strong>Total</strong></td><td><strong>17</strong></td></tr>
</tbody>
</table>
<p>By 1 October, 15 orders had been carried out. Two buildings have been referred to court.</p>
<h3>What you can do</h3>
<ul>
<li>Let the fitter in: equipment is checked at least once a year.</li>
<li>Check the draught: hold a strip of paper to the grille, it should be drawn to it.</li>
<li>If you smell gas, turn off the tap, open the window, leave the flat and ring 104 or 112.</li>
</ul>`,
    ),
    version: 2,
    preparedBy: units.supervision,
    approvedBy: deputy,
    approvedAt: at('2026-10-02', '11:40'),
  },
  {
    id: 'appeals-october',
    audience: 'external',
    kind: 'appeals-review',
    topic: 'reception',
    title: t('О чём спрашивали жители в октябре', 'What residents asked about in October'),
    summary: t(
      'Чаще всего: капитальный ремонт, перерасчёт за отопление, протоколы собраний. Отвечали в среднем 12 дней.',
      'Most often: major repairs, recalculation of heating, minutes of meetings. On average we answered in 12 days.',
    ),
    publishedAt: at('2026-11-10', '09:30'),
    reviewBy: null,
    attachments: [file('appeals-october.csv', 'Запросы и обращения по темам', 'Requests and appeals by topic')],
    body: t(
      `<p>В октябре мы получили 312 запросов и обращений: 198 через форму на сайте и Госуслуги, 71 по почте, 43 на приёме.</p>
<table>
<thead><tr><th>Тема</th><th>Сколько</th></tr></thead>
<tbody>
<tr><td>Капитальный ремонт</td><td>74</td></tr>
<tr><td>Начисление платы и перерасчёт</td><td>68</td></tr>
<tr><td>Общие собрания и протоколы</td><td>51</td></tr>
<tr><td>Отопительный сезон</td><td>44</td></tr>
<tr><td>Качество коммунальных услуг</td><td>29</td></tr>
<tr><td>Другое</td><td>46</td></tr>
</tbody>
</table>
<h3>Сколько ждали ответа</h3>
<p>В среднем 12 дней, дольше всего 29. Срок продлевали 5 раз: ждали сведений от регионального оператора. Позже срока не ответили никому.</p>
<h3>Кому отказали</h3>
<p>Отказали 6 раз, каждый раз с объяснением: 4 раза просили фамилии и подписи соседей, 2 раза – правовую оценку чужого решения. Открытую часть сведений отдали всем.</p>
<h3>Что мы поменяли</h3>
<ul>
<li>Написали, <strong>что проверить в протоколе собрания</strong>: об этом спрашивали чаще, чем в сентябре.</li>
<li>Добавили в ответ о капитальном ремонте сумму, которую дом уже собрал.</li>
</ul>`,
      `<p>In October we received 312 requests and appeals: 198 through the form on this site and Gosuslugi, 71 by post, 43 in person.</p>
<table>
<thead><tr><th>Topic</th><th>Number</th></tr></thead>
<tbody>
<tr><td>Major repairs</td><td>74</td></tr>
<tr><td>Charges and recalculation</td><td>68</td></tr>
<tr><td>Owners’ meetings and minutes</td><td>51</td></tr>
<tr><td>Heating season</td><td>44</td></tr>
<tr><td>Quality of utilities</td><td>29</td></tr>
<tr><td>Something else</td><td>46</td></tr>
</tbody>
</table>
<h3>How long people waited</h3>
<p>On average 12 days, at most 29. The term was extended 5 times while we waited for figures from the regional operator. Nobody was answered late.</p>
<h3>Who was refused</h3>
<p>We refused 6 times, each time with an explanation: 4 times the names and signatures of neighbours were wanted, twice a legal opinion on somebody else’s decision. Everybody was given the part that is open.</p>
<h3>What we have changed</h3>
<ul>
<li>We wrote up <strong>what to check in the minutes of a meeting</strong>: more people asked than in September.</li>
<li>Our answers about major repairs now give the sum that the building has collected.</li>
</ul>`,
    ),
    version: 1,
    preparedBy: units.citizens,
    approvedBy: deputy,
    approvedAt: at('2026-11-09', '17:10'),
  },
  {
    id: 'report-2026-q3',
    audience: 'external',
    kind: 'report',
    topic: 'inspections',
    title: t('Что мы сделали за III квартал 2026 года', 'What we did in the third quarter of 2026'),
    summary: t(
      '168 проверок, 57 предписаний, 49 выполнены в срок. На запросы отвечали в среднем 13 дней.',
      '168 inspections, 57 orders, 49 of them carried out in time. Requests were answered in 13 days on average.',
    ),
    publishedAt: at('2026-10-12', '10:00'),
    reviewBy: null,
    attachments: [
      file('report-2026-q3.pdf', 'Отчёт за III квартал 2026 года', 'Report for the third quarter of 2026'),
      file('report-2026-q3-data.csv', 'Показатели по месяцам', 'Figures by month'),
    ],
    body: t(
      `<table>
<thead><tr><th>Показатель</th><th>III квартал 2026</th><th>III квартал 2025</th></tr></thead>
<tbody>
<tr><td>Проверки</td><td>168</td><td>151</td></tr>
<tr><td>Предписания</td><td>57</td><td>63</td></tr>
<tr><td>Из них выполнены в срок</td><td>49</td><td>48</td></tr>
<tr><td>Штрафы по решению суда</td><td>11</td><td>14</td></tr>
<tr><td>Ответы на запросы и обращения</td><td>903</td><td>861</td></tr>
<tr><td>Средний срок ответа</td><td>13 дней</td><td>17 дней</td></tr>
</tbody>
</table>
<h3>Что стало лучше</h3>
<p>Отвечаем на 4 дня быстрее. Помогла форма запроса: вопрос сразу попадает в тот отдел, который на него ответит.</p>
<h3>Что не получилось</h3>
<p>Мы обещали проверять дом в течение 10 дней после жалобы на холод. В срок проверили 31 дом из 40. С октября на такие проверки выезжают три группы вместо двух.</p>`,
      `<table>
<thead><tr><th>Figure</th><th>Q3 2026</th><th>Q3 2025</th></tr></thead>
<tbody>
<tr><td>Inspections</td><td>168</td><td>151</td></tr>
<tr><td>Orders issued</td><td>57</td><td>63</td></tr>
<tr><td>of these carried out in time</td><td>49</td><td>48</td></tr>
<tr><td>Fines imposed by courts</td><td>11</td><td>14</td></tr>
<tr><td>Requests and appeals answered</td><td>903</td><td>861</td></tr>
<tr><td>Average time to answer</td><td>13 days</td><td>17 days</td></tr>
</tbody>
</table>
<h3>What has improved</h3>
<p>We answer 4 days sooner. The request form helped: a question goes straight to the division that will answer it.</p>
<h3>What we failed at</h3>
<p>We had promised to inspect a building within 10 days of a complaint about the cold. We managed that for 31 buildings out of 40. Since October three teams have been doing these visits instead of two.</p>`,
    ),
    version: 1,
    preparedBy: units.supervision,
    approvedBy: head,
    approvedAt: at('2026-10-09', '15:45'),
  },
  {
    id: 'requests-2025',
    audience: 'external',
    kind: 'report',
    topic: 'reception',
    title: t('Как мы отвечали на запросы в 2025 году', 'How we answered requests in 2025'),
    summary: t(
      'Получили 3418 запросов и обращений, в срок ответили на 3406. Рассказываем, что помешало остальным.',
      'We received 3,418 requests and appeals and answered 3,406 in time. Here is what delayed the rest.',
    ),
    publishedAt: at('2026-02-10', '11:30'),
    reviewBy: null,
    attachments: [],
    body: t(
      `<table>
<thead><tr><th>Квартал</th><th>Получили</th><th>Средний срок</th></tr></thead>
<tbody>
<tr><td>I</td><td>812</td><td>19 дней</td></tr>
<tr><td>II</td><td>774</td><td>18 дней</td></tr>
<tr><td>III</td><td>861</td><td>17 дней</td></tr>
<tr><td>IV</td><td>971</td><td>16 дней</td></tr>
<tr><td><strong>Год</strong></td><td><strong>3418</strong></td><td><strong>17 дней</strong></td></tr>
</tbody>
</table>
<h3>Где опоздали</h3>
<p>На 12 писем ответили позже срока. В 9 случаях письмо пришло в чужой отдел и пролежало там неделю, в 3 – не сообщили заявителю о продлении срока. Теперь тему выбирает сам заявитель, а о сроке программа напоминает за 5 дней.</p>
<h3>Кому отказали</h3>
<p>Отказали 64 раза, из них 58 раз отдали открытую часть сведений. Обжаловали 4 отказа, 1 признан ошибкой: мы извинились и отправили ответ.</p>`,
      `<table>
<thead><tr><th>Quarter</th><th>Received</th><th>Average time</th></tr></thead>
<tbody>
<tr><td>I</td><td>812</td><td>19 days</td></tr>
<tr><td>II</td><td>774</td><td>18 days</td></tr>
<tr><td>III</td><td>861</td><td>17 days</td></tr>
<tr><td>IV</td><td>971</td><td>16 days</td></tr>
<tr><td><strong>Year</strong></td><td><strong>3,418</strong></td><td><strong>17 days</strong></td></tr>
</tbody>
</table>
<h3>Where we were late</h3>
<p>We answered 12 letters late. Nine had gone to the wrong division and lain there for a week; in 3 cases we failed to tell the person that the term had been extended. Now people choose the topic themselves, and the system reminds us 5 days ahead.</p>
<h3>Who was refused</h3>
<p>We refused 64 times and gave the open part of the information in 58 of these cases. Four refusals were challenged; one proved to be a mistake: we apologised and sent the answer.</p>`,
    ),
    version: 1,
    preparedBy: units.citizens,
    approvedBy: head,
    approvedAt: at('2026-02-09', '16:00'),
  },
];
