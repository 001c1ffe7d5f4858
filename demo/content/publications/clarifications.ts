import type { PublicationContent } from '@otklik/core/backend/content.js';
import type { EarlierVersion } from '@otklik/core/contract/publications.js';
import { file } from '../files.ts';
import { at, t } from '../text.ts';
import { deputy, units } from '../positions.ts';

const heating = t(
  `<p>В доме с общим счётчиком плата за отопление зависит от трёх чисел: сколько тепла получил весь дом, какая доля площади у Вашей квартиры и какой действует тариф.</p>
<h3>Что сверить</h3>
<ol>
<li><strong>Показания общего счётчика.</strong> Найдите их в квитанции и сравните с записью на щите в подъезде или в журнале управляющей организации.</li>
<li><strong>Площадь квартиры.</strong> Она должна совпадать с выпиской из реестра недвижимости. Балкон и лоджия не считаются.</li>
<li><strong>Тариф.</strong> Он один для всего города и указан в приложенной таблице.</li>
</ol>
<h3>Как посчитать</h3>
<p>Так считают, если в квартирах нет своих счётчиков тепла:</p>
<table>
<thead><tr><th>Что нужно знать</th><th>Пример</th></tr></thead>
<tbody>
<tr><td>Тепло на весь дом за месяц</td><td>220 Гкал</td></tr>
<tr><td>Площадь всех квартир</td><td>6200 м²</td></tr>
<tr><td>Площадь Вашей квартиры</td><td>54 м²</td></tr>
<tr><td>Тариф за гигакалорию</td><td>2400 ₽</td></tr>
<tr><td><strong>Плата за месяц</strong></td><td><strong>4598,71 ₽</strong></td></tr>
</tbody>
</table>
<p>220 ÷ 6200 × 54 × 2400 = 4598,71 ₽. Тепло подъездов и других общих помещений уже внутри этой суммы. Если в квартире свой счётчик, считают по-другому: об этом – в приложенном файле.</p>
<h3>Если не сходится</h3>
<p>Попросите расчёт у управляющей организации, устно или письменно. Она обязана проверить начисление при Вас и сразу исправить ошибку: так требуют правила предоставления коммунальных услуг (постановление Правительства от 6 мая 2011 № 354, пункт 31).</p>
<p>Если расчёт не дали или ошибку не исправили, подайте жалобу: <a href="https://www.gosuslugi.ru">через Госуслуги</a>, почтой или на личном приёме. А узнать, как считают плату, можно через форму запроса: вход для неё не нужен.</p>`,
  `<p>In a building with a shared meter the charge for heating depends on three figures: how much heat the whole building received, what share of the floor area your flat makes up, and the tariff.</p>
<h3>What to compare</h3>
<ol>
<li><strong>The reading of the building’s meter.</strong> Find it on your bill and compare it with the board in the entrance hall or the management company’s log.</li>
<li><strong>The area of your flat.</strong> It must be the one in the property register. Balconies and loggias do not count.</li>
<li><strong>The tariff.</strong> It is the same for the whole city and stands in the table attached.</li>
</ol>
<h3>How to work it out</h3>
<p>This is how it is done where flats have no heat meters of their own:</p>
<table>
<thead><tr><th>What you need to know</th><th>Example</th></tr></thead>
<tbody>
<tr><td>Heat for the whole building in a month</td><td>220 Gcal</td></tr>
<tr><td>Area of all flats</td><td>6,200 m²</td></tr>
<tr><td>Area of your flat</td><td>54 m²</td></tr>
<tr><td>Tariff for one gigacalorie</td><td>₽2,400</td></tr>
<tr><td><strong>Charge for the month</strong></td><td><strong>₽4,598.71</strong></td></tr>
</tbody>
</table>
<p>220 ÷ 6,200 × 54 × 2,400 = ₽4,598.71. Heat for the staircase and other common areas is already part of this sum. Where a flat has a meter of its own, the calculation differs: see the file attached.</p>
<h3>If the figures do not match</h3>
<p>Ask the management company for its calculation, in person or in writing. It has to check the charge while you are there and correct any mistake at once: this is what the rules for providing utilities require (Government Resolution No. 354 of 6 May 2011, clause 31).</p>
<p>If you get no calculation or the mistake is not corrected, lodge a complaint: <a href="https://www.gosuslugi.ru">through Gosuslugi</a>, by post or in person. To find out how charges are worked out, simply send a request with our form: no sign-in is needed.</p>`,
);

/** The same before the tariff rose and people had asked about balconies. */
const heatingBefore: EarlierVersion = {
  version: 1,
  title: t('Как проверить плату за отопление', 'How to check a charge for heating'),
  summary: t(
    'Сравните показания общего счётчика в квитанции и на щите в подъезде. Если они расходятся, попросите расчёт у управляющей организации.',
    'Compare the reading of the building’s meter on your bill with the one on the board in the entrance hall. If they differ, ask the management company for its calculation.',
  ),
  body: t(
    heating.ru
      .replace(' Балкон и лоджия не считаются.', '')
      // The space before the rouble doesn't break.
      .replace(/2400(?=\s₽)/, '2210')
      .replaceAll('4598,71', '4234,65')
      .replace('× 2400', '× 2210'),
    (heating.en ?? '')
      .replace(' Balconies and loggias do not count.', '')
      .replace('₽2,400', '₽2,210')
      .replaceAll('4,598.71', '4,234.65')
      .replace('× 2,400', '× 2,210'),
  ),
  preparedBy: units.charges,
  approvedBy: deputy,
  approvedAt: at('2026-03-03', '11:20'),
};

/** Explanations in plain words. Laws are real, tariffs and examples invented. */
export const clarifications: PublicationContent[] = [
  {
    id: 'heating-charges',
    audience: 'external',
    kind: 'clarification',
    topic: 'charges',
    title: t(
      'Как проверить, правильно ли начислили плату за отопление',
      'How to check whether heating has been charged correctly',
    ),
    summary: t(
      'Сравните показания общего счётчика в квитанции и на щите в подъезде. Если они расходятся, попросите у управляющей организации расчёт. Она обязана его дать.',
      'Compare the reading of the building’s meter on your bill with the one on the board in the entrance hall. If they differ, ask the management company for its calculation. It has to give it to you.',
    ),
    publishedAt: at('2026-11-20', '10:30'),
    reviewBy: '2027-05-20',
    attachments: [
      file(
        'heating-calculation.pdf',
        'Пример расчёта для дома со счётчиком',
        'Sample calculation for a building with a meter',
      ),
      file('heating-tariffs-2026.csv', 'Тарифы и нормативы на 2026 год', 'Tariffs and norms for 2026'),
    ],
    body: heating,
    version: 2,
    preparedBy: units.charges,
    approvedBy: deputy,
    approvedAt: at('2026-11-19', '16:10'),
    earlier: [heatingBefore],
  },
  {
    id: 'meeting-minutes',
    audience: 'external',
    kind: 'clarification',
    topic: 'meetings',
    title: t('Собрание собственников: что проверить в протоколе', 'Owners’ meeting: what to check in the minutes'),
    summary: t(
      'Самое частое нарушение – подписи тех, кто не голосовал. Проверьте дату, кворум и свою подпись. Обжаловать решение можно в течение 6 месяцев.',
      'The commonest breach is the signature of somebody who never voted. Check the date, the quorum and your own signature. A decision can be challenged within 6 months.',
    ),
    publishedAt: at('2026-10-14', '11:00'),
    reviewBy: '2027-04-14',
    attachments: [file('meeting-checklist.txt', 'Проверочный лист для протокола', 'Checklist for the minutes')],
    body: t(
      `<p>Протокол общего собрания решает, кто управляет домом и за что Вы платите. Проверить его может любой собственник.</p>
<h3>До собрания</h3>
<ul>
<li>О собрании сообщают не позднее чем за 10 дней: письмом, под роспись или способом, который дом выбрал раньше.</li>
<li>В сообщении есть повестка. Решать вопросы не из повестки нельзя.</li>
</ul>
<h3>В протоколе</h3>
<ul>
<li>Указаны дата, место и форма собрания: очная, заочная или очно-заочная.</li>
<li>Участвовали собственники, у которых вместе больше половины голосов. Без этого решения не действуют.</li>
<li>По каждому вопросу записано, сколько голосов «за», «против» и «воздержался».</li>
<li>К протоколу приложены решения собственников с подписями.</li>
</ul>
<h3>После собрания</h3>
<p>Инициатор передаёт подлинники в управляющую организацию не позднее 10 дней после собрания. Она в течение 5 дней направляет их нам, и мы храним их 3 года (Жилищный кодекс, статья 46).</p>
<h3>Если подпись не Ваша</h3>
<ol>
<li>Попросите у управляющей организации копию решения, подписанного от Вашего имени.</li>
<li>Сообщите нам: <a href="https://www.gosuslugi.ru">через Госуслуги</a>, почтой или на приёме. Мы сверим подлинники, а при признаках подделки передадим материалы в полицию.</li>
<li>Решение собрания отменяет только суд. Срок – 6 месяцев с того дня, когда Вы о нём узнали или должны были узнать.</li>
</ol>`,
      `<p>The minutes of a general meeting settle who manages your building and what you pay for. Any owner may check them.</p>
<h3>Before the meeting</h3>
<ul>
<li>Notice is given at least 10 days ahead: by letter, against signature or in a way that the building has agreed on before.</li>
<li>The notice carries an agenda. Nothing outside it can be decided.</li>
</ul>
<h3>In the minutes</h3>
<ul>
<li>Date, place and form of the meeting are stated: in person, by ballot or both.</li>
<li>The owners who took part hold more than half of all votes. Otherwise the decisions are void.</li>
<li>For each item the votes for, against and abstaining are recorded.</li>
<li>The owners’ signed ballots are attached.</li>
</ul>
<h3>After the meeting</h3>
<p>Whoever called the meeting hands the originals to the management company within 10 days. The company sends them to us within 5 days, and we keep them for 3 years (Housing Code, article 46).</p>
<h3>If the signature is not yours</h3>
<ol>
<li>Ask the management company for a copy of the ballot signed in your name.</li>
<li>Tell us: <a href="https://www.gosuslugi.ru">through Gosuslugi</a>, by post or in person. We will compare the originals and, where there are signs of forgery, pass the matter to the police.</li>
<li>Only a court can set a decision aside. You have 6 months from the day on which you learnt of it or should have done.</li>
</ol>`,
    ),
    version: 1,
    preparedBy: units.supervision,
    approvedBy: deputy,
    approvedAt: at('2026-10-13', '15:20'),
  },
  {
    id: 'capital-repair-fee',
    audience: 'external',
    kind: 'clarification',
    topic: 'capital-repair',
    title: t(
      'Взнос на капитальный ремонт: как посчитать и где узнать срок',
      'The major repairs contribution: how it is worked out and where to find the date',
    ),
    summary: t(
      'Умножьте площадь квартиры на 10,50 ₽. Год ремонта указан в региональной программе, его можно узнать и по запросу.',
      'Multiply the area of your flat by ₽10.50. The year of the repairs stands in the regional programme; you can also ask us.',
    ),
    publishedAt: at('2026-09-08', '09:40'),
    reviewBy: '2027-03-08',
    attachments: [],
    body: t(
      `<p>Взнос платят собственники квартир и нежилых помещений. Он не зависит от того, когда ремонтируют именно Ваш дом.</p>
<h3>Сколько платить</h3>
<table>
<thead><tr><th>Площадь квартиры</th><th>Взнос в месяц</th><th>За год</th></tr></thead>
<tbody>
<tr><td>32 м²</td><td>336 ₽</td><td>4032 ₽</td></tr>
<tr><td>54 м²</td><td>567 ₽</td><td>6804 ₽</td></tr>
<tr><td>78 м²</td><td>819 ₽</td><td>9828 ₽</td></tr>
</tbody>
</table>
<p>Для всех домов взнос одинаковый: 10,50 ₽ за квадратный метр в месяц. Дом может решить на собрании платить больше, но не меньше.</p>
<h3>На что идут деньги</h3>
<ul>
<li>крыша, фасад, подвал и фундамент;</li>
<li>трубы, провода, отопление, газ;</li>
<li>лифты.</li>
</ul>
<p>Замена окон в подъезде, почтовые ящики и двор – это текущий ремонт или благоустройство. За них взнос не берут.</p>
<h3>Когда отремонтируют Ваш дом</h3>
<p>Год и виды работ указаны в региональной программе. Спросите нас через форму запроса: назовите адрес дома, и мы пришлём строку программы и сумму, которую дом уже собрал. Эти сведения открыты, объяснять, зачем они Вам, не нужно.</p>
<h3>Если есть льгота</h3>
<p>Собственникам 70 лет и старше, которые живут одни и не работают, область возвращает половину взноса, а с 80 лет – весь. Деньги возвращает орган социальной защиты: обратитесь туда или в МФЦ.</p>`,
      `<p>The contribution is paid by the owners of flats and other premises. It does not depend on when your own building is repaired.</p>
<h3>How much you pay</h3>
<table>
<thead><tr><th>Area of the flat</th><th>A month</th><th>A year</th></tr></thead>
<tbody>
<tr><td>32 m²</td><td>₽336</td><td>₽4,032</td></tr>
<tr><td>54 m²</td><td>₽567</td><td>₽6,804</td></tr>
<tr><td>78 m²</td><td>₽819</td><td>₽9,828</td></tr>
</tbody>
</table>
<p>The rate is the same for all buildings: ₽10.50 per square metre a month. A building may decide at a meeting to pay more, but not less.</p>
<h3>What the money is for</h3>
<ul>
<li>roof, front, basement and foundations;</li>
<li>pipes, wiring, heating, gas;</li>
<li>lifts.</li>
</ul>
<p>New windows on the staircase, letter boxes and the yard are routine repairs or improvements. The contribution does not pay for them.</p>
<h3>When your building will be repaired</h3>
<p>The year and the kinds of work stand in the regional programme. Send us a request with the address of the building, and we will send you its line of the programme and the sum that it has collected so far. This information is open: you need not say why you want it.</p>
<h3>If you are entitled to a discount</h3>
<p>Owners aged 70 or more who live alone and do not work get half of the contribution back, from the age of 80 all of it. The social security office pays: turn to it or to a public services centre.</p>`,
    ),
    version: 3,
    preparedBy: units.repairs,
    approvedBy: deputy,
    approvedAt: at('2026-09-07', '14:00'),
  },
  {
    id: 'replanning',
    audience: 'external',
    kind: 'clarification',
    topic: 'replanning',
    title: t(
      'Перепланировка: что нужно согласовать до начала работ',
      'Alterations: what needs approval before work starts',
    ),
    summary: t(
      'Согласуйте проект с администрацией города до ремонта. Самовольную перепланировку придётся узаконить или вернуть всё как было.',
      'Get the design approved by the city administration before you start. Unapproved alterations have to be legalised or undone.',
    ),
    publishedAt: at('2026-04-22', '10:00'),
    reviewBy: '2026-12-22',
    attachments: [],
    body: t(
      `<p>Перепланировка меняет план квартиры, переустройство – трубы, провода и сантехнику. И то и другое согласует администрация города, а не наша Служба. Мы проверяем, соблюдают ли правила.</p>
<h3>Нужно согласовать</h3>
<ul>
<li>снести или перенести стену, даже не несущую;</li>
<li>прорубить или заложить проём;</li>
<li>перенести кухню, ванную, газовую плиту, батарею;</li>
<li>объединить две квартиры.</li>
</ul>
<h3>Согласовывать не нужно</h3>
<ul>
<li>покрасить стены, сменить пол и двери в тех же проёмах;</li>
<li>заменить плиту, ванну или раковину на том же месте;</li>
<li>поставить встроенную мебель.</li>
</ul>
<h3>Порядок</h3>
<ol>
<li>Закажите проект у организации, которая вправе его выполнить.</li>
<li>Подайте заявление в администрацию города или через МФЦ. Решение примут в течение 45 дней (Жилищный кодекс, статья 26).</li>
<li>Сделайте ремонт по проекту.</li>
<li>Пригласите приёмочную комиссию и получите акт.</li>
</ol>
<h3>Если перепланировка уже сделана</h3>
<p>Собственник, который перестроил квартиру самовольно, платит штраф и обязан вернуть прежний вид. Суд может сохранить перепланировку, если она не нарушает прав соседей и никому не угрожает (Жилищный кодекс, статья 29).</p>`,
      `<p>Alterations change the layout of a flat, conversions its pipes, wiring or fittings. Both are approved by the city administration, not by our Service. We check that the rules are kept.</p>
<h3>Needs approval</h3>
<ul>
<li>removing or moving a wall, even one that bears no load;</li>
<li>making or closing an opening;</li>
<li>moving the kitchen, the bathroom, the gas cooker, a radiator;</li>
<li>joining two flats.</li>
</ul>
<h3>Needs no approval</h3>
<ul>
<li>painting walls, new floors, new doors in the same openings;</li>
<li>a new cooker, bath or washbasin in the same place;</li>
<li>fitted furniture.</li>
</ul>
<h3>Step by step</h3>
<ol>
<li>Order a design from an organisation that is entitled to make one.</li>
<li>Apply to the city administration or through a public services centre. The decision takes up to 45 days (Housing Code, article 26).</li>
<li>Have the work done as designed.</li>
<li>Invite the acceptance commission and get its certificate.</li>
</ol>
<h3>If it has been done already</h3>
<p>An owner who has altered a flat without approval pays a fine and must restore it. A court may let the alterations stand if they infringe nobody’s rights and endanger nobody (Housing Code, article 29).</p>`,
    ),
    version: 1,
    preparedBy: units.supervision,
    approvedBy: deputy,
    approvedAt: at('2026-04-21', '16:30'),
  },
  {
    id: 'licence-register',
    audience: 'external',
    kind: 'clarification',
    topic: 'licensing',
    title: t(
      'Как внести дом в реестр лицензий управляющей организации',
      'How a building is entered in a management company’s licence register',
    ),
    summary: t(
      'Какие документы приложить к заявлению и когда дом появится в реестре.',
      'Which documents go with the application, and when the building appears in the register.',
    ),
    publishedAt: at('2025-03-14', '12:00'),
    reviewBy: '2026-11-01',
    attachments: [],
    body: t(
      `<p>Управляющая организация вправе управлять домом с того дня, когда он внесён в реестр лицензий. Заявление подаёт она сама, а не жители.</p>
<h3>Что приложить</h3>
<ol>
<li>копию протокола собрания, на котором дом выбрал организацию;</li>
<li>копию договора управления;</li>
<li>сведения о том, что договор размещён в ГИС ЖКХ.</li>
</ol>
<h3>Что мы проверяем</h3>
<ul>
<li>верно ли указан адрес дома;</li>
<li>был ли на собрании кворум;</li>
<li>не управляет ли домом другая организация.</li>
</ul>
<p>Если документов не хватает или сведения спорят друг с другом, мы приостанавливаем рассмотрение и объясняем причину. Обычно это ошибка в адресе или в дате договора.</p>
<h3>Где посмотреть</h3>
<p>Реестр открыт. Чтобы узнать, кто управляет Вашим домом, спросите нас через форму запроса или по справочному телефону.</p>`,
      `<p>A management company may manage a building from the day on which it is entered in the licence register. The company applies, not the residents.</p>
<h3>What to attach</h3>
<ol>
<li>a copy of the minutes of the meeting that chose the company;</li>
<li>a copy of the management contract;</li>
<li>evidence that the contract has been put into GIS ZhKKh, the state housing information system.</li>
</ol>
<h3>What we check</h3>
<ul>
<li>whether the address of the building is right;</li>
<li>whether the meeting had a quorum;</li>
<li>whether another company manages the building.</li>
</ul>
<p>If documents are missing or contradict one another, we suspend the application and explain why. Most often it is a mistake in the address or in the date of the contract.</p>
<h3>Where to look it up</h3>
<p>The register is open. To find out who manages your building, send us a request or ring the enquiry line.</p>`,
    ),
    version: 1,
    preparedBy: units.licensing,
    approvedBy: deputy,
    approvedAt: at('2025-03-13', '17:00'),
  },
];
