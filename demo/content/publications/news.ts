import type { PublicationContent } from '@otklik/core/backend/content.js';
import { file } from '../files.ts';
import { deputy, head, units } from '../positions.ts';
import { at, t } from '../text.ts';

/** News, announcements, vacancies. */
export const news: PublicationContent[] = [
  {
    id: 'field-reception-december',
    audience: 'external',
    kind: 'announcement',
    topic: 'reception',
    title: t('3 декабря принимаем в посёлке Образцовом', 'On 3 December we receive visitors in Obraztsovy'),
    summary: t(
      'С 10 до 14 в Доме культуры. Запись не нужна, документы копируем на месте.',
      'From 10:00 to 14:00 at the House of Culture. No appointment needed; we copy documents on the spot.',
    ),
    publishedAt: at('2026-11-16', '09:00'),
    reviewBy: '2026-12-03',
    attachments: [],
    body: t(
      `<p><strong>Когда:</strong> четверг, 3 декабря 2026 года, с 10 до 14.</p>
<p><strong>Где:</strong> посёлок Образцовый, ул. Примерная, 12, Дом культуры, первый этаж.</p>
<p>Приедут специалисты трёх отделов: по начислению платы, надзора и капитального ремонта.</p>
<h3>Что взять с собой</h3>
<ul>
<li>квитанции за последние 3 месяца, если вопрос о плате;</li>
<li>протокол собрания, если вопрос о том, кто управляет домом;</li>
<li>паспорт, если хотите сразу подать жалобу или заявление.</li>
</ul>
<p>Вход без ступеней. Нужен переводчик жестового языка – позвоните до 30 ноября: 8 (000) 000-00-00.</p>`,
      `<p><strong>When:</strong> Thursday, 3 December 2026, from 10:00 to 14:00.</p>
<p><strong>Where:</strong> House of Culture, ground floor, 12 Primernaya Street, Obraztsovy.</p>
<p>Specialists of three divisions will be there: charges, supervision and major repairs.</p>
<h3>What to bring</h3>
<ul>
<li>your bills for the last 3 months, if you ask about charges;</li>
<li>the minutes of the meeting, if you ask who manages the building;</li>
<li>your passport, if you want to lodge a complaint or an application there and then.</li>
</ul>
<p>The entrance has no steps. If you need a sign language interpreter, ring 8 (000) 000-00-00 by 30 November.</p>`,
    ),
    version: 1,
    preparedBy: units.citizens,
    approvedBy: deputy,
    approvedAt: at('2026-11-13', '15:30'),
  },
  {
    id: 'vacancy-licensing',
    audience: 'external',
    kind: 'vacancy',
    topic: 'vacancies',
    title: t(
      'Конкурс: ведущий специалист отдела лицензирования',
      'Competition: leading specialist of the Licensing Division',
    ),
    summary: t(
      'Документы принимаем до 4 декабря 2026 года. Опыт работы не требуется.',
      'Documents are taken until 4 December 2026. No experience required.',
    ),
    publishedAt: at('2026-11-06', '10:00'),
    reviewBy: '2026-12-04',
    attachments: [file('vacancy-documents.txt', 'Какие документы нужны', 'Which documents are needed')],
    body: t(
      `<h3>Чем предстоит заниматься</h3>
<ul>
<li>проверять заявления управляющих организаций и вести реестр лицензий;</li>
<li>отвечать на запросы о том, кто управляет домом;</li>
<li>участвовать в лицензионных экзаменах.</li>
</ul>
<h3>Что нужно</h3>
<ul>
<li>высшее образование: право, экономика, строительство или управление;</li>
<li>гражданство России и владение русским языком;</li>
<li>знание Жилищного кодекса: проверим на тестировании.</li>
</ul>
<h3>Что предлагаем</h3>
<ul>
<li>оклад с надбавками от 38 400 ₽ и премии по итогам квартала;</li>
<li>отпуск 30 дней и до 10 дней за стаж;</li>
<li>наставника на первые полгода.</li>
</ul>
<h3>Как проходит конкурс</h3>
<ol>
<li>До 4 декабря принесите документы в кабинет 210 или отправьте почтой: 000000, г. Примерск, ул. Примерная, 1.</li>
<li>10 декабря – тестирование, 14 декабря – беседа.</li>
<li>Итоги сообщим каждому письмом и опубликуем здесь до 21 декабря.</li>
</ol>`,
      `<h3>The work</h3>
<ul>
<li>checking the applications of management companies and keeping the licence register;</li>
<li>answering requests about who manages a building;</li>
<li>taking part in licensing examinations.</li>
</ul>
<h3>What you need</h3>
<ul>
<li>a degree in law, economics, construction or administration;</li>
<li>Russian citizenship and a command of Russian;</li>
<li>knowledge of the Housing Code: there is a test.</li>
</ul>
<h3>What we offer</h3>
<ul>
<li>pay with allowances from ₽38,400 a month and quarterly bonuses;</li>
<li>30 days of leave and up to 10 more for length of service;</li>
<li>a mentor for the first six months.</li>
</ul>
<h3>How the competition works</h3>
<ol>
<li>Bring your documents to room 210 by 4 December or post them to 1 Primernaya Street, Primersk, 000000.</li>
<li>Test on 10 December, interview on 14 December.</li>
<li>Everybody is told the result by letter; it is published here by 21 December.</li>
</ol>`,
    ),
    version: 1,
    preparedBy: units.personnel,
    approvedBy: head,
    approvedAt: at('2026-11-05', '16:40'),
  },
  {
    id: 'request-by-code',
    audience: 'external',
    kind: 'news',
    topic: 'reception',
    title: t(
      'Запрос можно отправить без входа и проследить по коду',
      'Send a request without signing in and follow it by a code',
    ),
    summary: t(
      'После отправки Вы получаете номер, срок ответа и код. По коду видно, кто готовит ответ и когда он будет.',
      'Once it is sent you get a number, the date of the answer and a code. The code shows who prepares the answer and when it will come.',
    ),
    publishedAt: at('2026-10-30', '12:00'),
    reviewBy: '2027-04-30',
    attachments: [],
    body: t(
      `<p>Раньше запрос нужно было отправлять письмом. Теперь его можно написать прямо на сайте: назовите себя, оставьте один контакт и задайте вопрос.</p>
<h3>Как это работает</h3>
<ol>
<li>Отправьте форму. Сразу появятся номер запроса, срок ответа и код из 12 знаков.</li>
<li>Сохраните код: скопируйте, сфотографируйте или напечатайте. Восстановить его нельзя, даже нам он неизвестен.</li>
<li>Введите код на странице «Проверить запрос». Вы увидите каждый шаг: когда зарегистрировали, кто готовит ответ, не продлён ли срок.</li>
</ol>
<h3>Когда ответим</h3>
<p>Регистрируем за 3 дня, отвечаем за 30 дней с регистрации. Если сведений ждём от других, срок можно продлить один раз и не больше чем на 15 дней: об этом и о причине сообщим в первые 7 дней (закон 8-ФЗ, статья 18).</p>
<h3>Что через форму подать нельзя</h3>
<p>Жалобу, заявление и предложение: закон требует подтвердить, кто их подаёт. Подайте их <a href="https://www.gosuslugi.ru">через Госуслуги</a>, почтой или на личном приёме.</p>`,
      `<p>Requests used to go by letter. Now you can write one right here: tell us your name, leave one contact and ask.</p>
<h3>How it works</h3>
<ol>
<li>Send the form. You see at once the number of your request, the date of the answer and a code of 12 characters.</li>
<li>Keep the code: copy it, photograph it or print it. It cannot be restored; even we do not know it.</li>
<li>Enter the code on the page “Check a request”. You will see every step: when it was registered, who prepares the answer, whether the term has been extended.</li>
</ol>
<h3>When we answer</h3>
<p>We register within 3 days and answer within 30 days of registration. Where we wait for information from others, the term can be extended once, by no more than 15 days: we say so, and why, within the first 7 days (Federal Law 8-FZ, article 18).</p>
<h3>What the form cannot take</h3>
<p>Complaints, applications and proposals: the law wants to know for certain who lodges them. Lodge them <a href="https://www.gosuslugi.ru">through Gosuslugi</a>, by post or in person.</p>`,
    ),
    version: 1,
    preparedBy: units.citizens,
    approvedBy: deputy,
    approvedAt: at('2026-10-29', '17:00'),
  },
  {
    id: 'you-said-we-did',
    audience: 'external',
    kind: 'news',
    topic: 'other',
    title: t('Вы предложили – мы сделали: итоги опроса за полгода', 'You said, we did: half a year of our survey'),
    summary: t(
      'Переписали 14 страниц простыми словами и открыли горячую линию по выходным. Одно предложение принять не смогли и объясняем почему.',
      'We rewrote 14 pages in plain words and opened the hotline at weekends. One proposal we could not accept, and we explain why.',
    ),
    publishedAt: at('2026-06-19', '10:00'),
    reviewBy: null,
    attachments: [],
    body: t(
      `<p>В опросе об информации Службы каждый может предложить, что улучшить. Ответы анонимны: мы видим только общие цифры и тексты без имён.</p>
<table>
<thead><tr><th>Вы предложили</th><th>Что сделали</th></tr></thead>
<tbody>
<tr><td>Писать простыми словами, как посчитать взнос на ремонт</td><td>Переписали 14 страниц и добавили примеры расчёта</td></tr>
<tr><td>Отвечать по выходным, когда холодно</td><td>Горячая линия работает каждый день с 8 до 20</td></tr>
<tr><td>Сообщать, почему ответ задерживается</td><td>Причина и новый срок видны по коду запроса</td></tr>
<tr><td>Показывать на сайте, кто прислал запрос</td><td><strong>Не сделаем:</strong> это личные данные. Публикуем только темы и сроки</td></tr>
</tbody>
</table>
<p>Следующие итоги опубликуем, когда придут не меньше 20 новых ответов.</p>`,
      `<p>In the survey about our information everybody can say what to improve. Answers are anonymous: we see only totals and texts without names.</p>
<table>
<thead><tr><th>You said</th><th>We did</th></tr></thead>
<tbody>
<tr><td>Explain in plain words how the repairs contribution is worked out</td><td>Rewrote 14 pages and added worked examples</td></tr>
<tr><td>Be there at weekends when it is cold</td><td>The hotline works daily from 8:00 to 20:00</td></tr>
<tr><td>Say why an answer is late</td><td>The code of a request shows the reason and the new date</td></tr>
<tr><td>Show on the site who sent a request</td><td><strong>We will not:</strong> these are personal data. We publish topics and times only</td></tr>
</tbody>
</table>
<p>The next results will be published once at least 20 new answers have come in.</p>`,
    ),
    version: 1,
    preparedBy: units.citizens,
    approvedBy: head,
    approvedAt: at('2026-06-18', '14:30'),
  },
  {
    id: 'anti-corruption-line',
    audience: 'external',
    kind: 'announcement',
    topic: 'anti-corruption',
    title: t('Телефон доверия: если у Вас просят деньги', 'Confidential line: if anybody asks you for money'),
    summary: t(
      'Наши проверки и ответы бесплатны. Если сотрудник просит деньги или подарок, сообщите: 8 (000) 000-00-02.',
      'Our inspections and answers are free. If a member of staff asks for money or a gift, tell us: 8 (000) 000-00-02.',
    ),
    publishedAt: at('2026-05-18', '09:20'),
    reviewBy: '2027-05-18',
    attachments: [],
    body: t(
      `<p>По телефону доверия отвечает автоответчик, круглосуточно. Сообщение слышат только сотрудник, ответственный за противодействие коррупции, и руководитель Службы.</p>
<h3>Что сказать</h3>
<ul>
<li>что произошло, где и когда;</li>
<li>должность того, кто просил, если знаете;</li>
<li>как с Вами связаться, если хотите получить ответ.</li>
</ul>
<p>Назвать себя можно, но не обязательно. На сообщение без имени ответить не сможем, но проверим его.</p>
<h3>О чём сюда не звонят</h3>
<p>О холоде, протечках и начислениях: для этого справочный телефон 8 (000) 000-00-00 и горячая линия 8 (000) 000-00-01.</p>`,
      `<p>The confidential line is an answering machine, at any hour. Only the officer responsible for countering corruption and the Head of the Service hear what you say.</p>
<h3>What to tell us</h3>
<ul>
<li>what happened, where and when;</li>
<li>the position of whoever asked, if you know it;</li>
<li>how to reach you, if you want an answer.</li>
</ul>
<p>You may give your name but need not. We cannot answer a message without a name, but we will look into it.</p>
<h3>What this line is not for</h3>
<p>Cold flats, leaks and charges: ring the enquiry line 8 (000) 000-00-00 or the hotline 8 (000) 000-00-01.</p>`,
    ),
    version: 1,
    preparedBy: units.personnel,
    approvedBy: head,
    approvedAt: at('2026-05-15', '15:00'),
  },
];
