import type { PublicationContent } from '@otklik/core/backend/content.js';
import { file } from '../files.ts';
import { deputy, head, units } from '../positions.ts';
import { at, t } from '../text.ts';

/** For the Service's own people: internal clients of the order. */
export const internal: PublicationContent[] = [
  {
    id: 'answer-checklist',
    audience: 'internal',
    kind: 'clarification',
    topic: 'answers',
    title: t(
      'Как подготовить ответ, который поймут с первого раза',
      'How to write an answer that is understood at once',
    ),
    summary: t(
      'Сначала ответ, потом подробности, потом закон. Перед отправкой на согласование пройдите проверочный лист.',
      'First the answer, then the details, then the law. Go through the checklist before you send it for approval.',
    ),
    publishedAt: at('2026-09-01', '09:00'),
    reviewBy: '2027-03-01',
    attachments: [file('answer-checklist.txt', 'Проверочный лист', 'Checklist')],
    body: t(
      `<h3>Порядок</h3>
<ol>
<li><strong>Первая фраза отвечает на вопрос.</strong> «Крышу отремонтируют с мая по август 2027 года», а не «рассмотрев Ваше обращение, сообщаем».</li>
<li><strong>Затем подробности:</strong> суммы, сроки, адреса, кто отвечает.</li>
<li><strong>Закон – в конце,</strong> с номером, датой и статьёй.</li>
</ol>
<h3>Если отказываете</h3>
<ul>
<li>Назовите основание из статьи 20 закона 8-ФЗ и объясните его обычными словами.</li>
<li>Если доступ ограничен, укажите акт, которым он ограничен.</li>
<li>Отдайте открытую часть. Отказ целиком – редкость.</li>
<li>Напишите, что человек может сделать сейчас и как обжаловать отказ.</li>
</ul>
<h3>Сроки</h3>
<table>
<thead><tr><th>Что</th><th>Когда</th></tr></thead>
<tbody>
<tr><td>Регистрация</td><td>3 дня с получения</td></tr>
<tr><td>Продление, если нужно</td><td>сообщить в первые 7 дней после регистрации</td></tr>
<tr><td>Проект ответа руководителю</td><td>за 5 дней до срока</td></tr>
<tr><td>Ответ</td><td>30 дней с регистрации</td></tr>
</tbody>
</table>`,
      `<h3>The order of things</h3>
<ol>
<li><strong>The first sentence answers the question.</strong> “The roof will be repaired from May to August 2027”, not “having considered your letter, we inform you”.</li>
<li><strong>Then the details:</strong> sums, dates, addresses, who is responsible.</li>
<li><strong>The law comes last,</strong> with number, date and article.</li>
</ol>
<h3>If you refuse</h3>
<ul>
<li>Name the ground of article 20 of Federal Law 8-FZ and explain it in ordinary words.</li>
<li>Where access is restricted, name the act that restricts it.</li>
<li>Give the open part. Refusing everything is rare.</li>
<li>Say what the person can do now and how to challenge the refusal.</li>
</ul>
<h3>Terms</h3>
<table>
<thead><tr><th>What</th><th>When</th></tr></thead>
<tbody>
<tr><td>Registration</td><td>3 days from receipt</td></tr>
<tr><td>Extension, if needed</td><td>announced within 7 days of registration</td></tr>
<tr><td>Draft answer to the head</td><td>5 days before it is due</td></tr>
<tr><td>Answer</td><td>30 days from registration</td></tr>
</tbody>
</table>`,
    ),
    version: 2,
    preparedBy: units.legal,
    approvedBy: head,
    approvedAt: at('2026-08-31', '16:00'),
  },
  {
    id: 'december-schedule',
    audience: 'internal',
    kind: 'announcement',
    topic: 'leave',
    title: t('Как работаем в декабре и в праздники', 'Working hours in December and over the holidays'),
    summary: t(
      '30 декабря – последний рабочий день. Ответы со сроком до 10 января сдайте на подпись до 25 декабря.',
      '30 December is the last working day. Answers due by 10 January go for signature by 25 December.',
    ),
    publishedAt: at('2026-11-05', '09:00'),
    reviewBy: '2027-01-11',
    attachments: [],
    body: t(
      `<ul>
<li><strong>До 25 декабря</strong> сдайте на подпись ответы, срок которых приходится на праздники: срок переносится на предшествующий рабочий день.</li>
<li><strong>30 декабря</strong> – последний рабочий день года, 31 декабря выходной.</li>
<li><strong>С 1 по 8 января</strong> дежурит горячая линия. График дежурств – у непосредственного руководителя.</li>
<li><strong>11 января</strong> – первый рабочий день.</li>
</ul>
<p>Заявления на отпуск с 11 по 22 января кадровая служба принимает до 11 декабря через СЭД.</p>`,
      `<ul>
<li><strong>By 25 December</strong> submit for signature the answers that fall due over the holidays: the term moves to the preceding working day.</li>
<li><strong>30 December</strong> is the last working day of the year; the 31st is a day off.</li>
<li><strong>From 1 to 8 January</strong> the hotline is on duty. Your immediate superior has the rota.</li>
<li><strong>11 January</strong> is the first working day.</li>
</ul>
<p>The Personnel Office takes applications for leave from 11 to 22 January until 11 December, through the document system.</p>`,
    ),
    version: 1,
    preparedBy: units.personnel,
    approvedBy: deputy,
    approvedAt: at('2026-11-03', '15:20'),
  },
];
