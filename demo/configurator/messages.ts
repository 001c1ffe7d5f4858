import type { WidgetName } from '@otklik/widgets/snippet.js';
import type { Language } from './options.ts';
import type { PlatformName } from './platforms.ts';

export interface Words {
  title: string;
  intro: string;
  otherLanguage: string;
  back: string;
  choose: string;
  widget: string;
  widgets: Record<WidgetName, string>;
  /** What the link inside the tag says. */
  links: Record<WidgetName, string>;
  /** By attribute. */
  options: Record<string, { label: string; hint?: string }>;
  /** By attribute and value; what has none is shown as it is. */
  choices: Record<string, Record<string, string>>;
  asUsual: string;
  show: string;
  updated: string;
  notUpdated: string;
  code: string;
  codeIntro: string;
  where: string;
  platforms: Record<PlatformName, { name: string; steps: string }>;
  extent: string;
  extents: Record<'short' | 'full', string>;
  copy: string;
  copied: string;
  notCopied: string;
  policy: string;
  policyIntro: string;
  check: string;
  checkIntro: string;
  live: string;
  liveIntro: string;
  width: (pixels: number) => string;
}

const ru: Words = {
  title: 'Код для вашего сайта',
  intro:
    'Выберите элемент и настройки, посмотрите его в трёх ширинах и скопируйте код. Больше ничего устанавливать не нужно.',
  otherLanguage: 'English',
  back: 'На портал',
  choose: 'Что показать',
  widget: 'Элемент',
  widgets: {
    feed: 'Лента материалов',
    channels: 'Каналы связи',
    consultation: 'Вопрос и запрос информации',
    case: 'Проверка запроса по коду',
    survey: 'Опрос',
    results: 'Итоги опроса',
  },
  links: {
    feed: 'Информация о деятельности',
    channels: 'Каналы связи',
    consultation: 'Задать вопрос',
    case: 'Узнать, что с запросом',
    survey: 'Пройти опрос',
    results: 'Итоги опроса',
  },
  options: {
    backend: { label: 'Адрес сервера «Отклика»', hint: 'Начинается с https://' },
    agency: { label: 'Орган', hint: 'Его имя в адресах сервера, например housing' },
    audience: { label: 'Для кого' },
    lang: { label: 'Язык' },
    theme: { label: 'Оформление' },
    src: { label: 'Свой файл вместо сервера', hint: 'Адрес ленты RSS, Atom или JSON, для каналов – файла JSON' },
    folder: {
      label: 'Папка с файлами на вашем сайте',
      hint: 'Если сервера нет: например /otklik. Скопируйте туда файлы элементов',
    },
    href: { label: 'Куда ведёт ссылка внутри', hint: 'Страница сайта с тем же. Обычно – страница сервера' },
    limit: { label: 'Сколько материалов сразу', hint: 'От 1 до 50, обычно 10' },
    kind: { label: 'Только вид материалов' },
    topic: { label: 'Тема', hint: 'Её имя на сервере' },
    item: { label: 'Открытый материал', hint: 'Его имя на сервере' },
    for: { label: 'Форма, которой передать выбор', hint: 'id элемента с формой на той же странице' },
    need: { label: 'Что выбрано сначала' },
    'reply-form': { label: 'Как ответить, выбрано сначала' },
    channel: { label: 'Канал, который привёл к форме', hint: 'Его имя на сервере' },
    survey: { label: 'Опрос', hint: 'Его имя на сервере' },
  },
  choices: {
    audience: { external: 'Граждане и организации', internal: 'Служащие и работники органа' },
    lang: { ru: 'Русский', en: 'Английский' },
    theme: { auto: 'Как на устройстве', light: 'Светлое', dark: 'Тёмное', contrast: 'Контрастное' },
    kind: {
      news: 'Новости',
      clarification: 'Разъяснения',
      inspection: 'Проверки',
      'appeals-review': 'Обзоры обращений',
      order: 'Приказы',
      report: 'Отчёты',
      vacancy: 'Вакансии',
      announcement: 'Объявления',
    },
    need: {
      information: 'Информация',
      consultation: 'Консультация',
      visit: 'Приём',
      callback: 'Обратный звонок',
      appeal: 'Обращение',
    },
    'reply-form': {
      email: 'По электронной почте',
      post: 'Письмом',
      phone: 'По телефону',
      visit: 'На приёме',
      case: 'На сайте, по коду',
    },
  },
  asUsual: 'Как обычно',
  show: 'Показать',
  updated: 'Код и показ обновлены',
  notUpdated: 'Код не обновлён: сервер не ответил. Ниже код для прежнего выбора. Нажмите «Показать».',
  code: 'Код',
  codeIntro: 'Одна строка проще. Полный код показывает всё раньше и ничего не сдвигает на странице.',
  where: 'Куда вставить',
  platforms: {
    html: { name: 'HTML', steps: 'Первую часть вставьте в <head>, вторую – туда, где нужен элемент.' },
    wordpress: {
      name: 'WordPress',
      steps:
        'Первую часть вставьте на страницу в блок «Произвольный HTML». Если на сайте осталась одна ссылка, вам не разрешены скрипты: тогда вторую часть добавьте в functions.php дочерней темы, а на страницу поставьте блок «Шорткод» с [otklik].',
    },
    bitrix: {
      name: '1С-Битрикс',
      steps:
        'Первую часть добавьте в header.php шаблона перед ShowHead(), вторую – в страницу в режиме «Исходный код».',
    },
    react: { name: 'React', steps: 'Первую часть вставьте в <head> файла index.html, вторая – компонент.' },
    vue: {
      name: 'Vue',
      steps: 'Первую часть вставьте в <head> файла index.html, вторая – настройка vite.config.js, третья – компонент.',
    },
    angular: { name: 'Angular', steps: 'Первую часть вставьте в <head> файла src/index.html, вторая – компонент.' },
  },
  extent: 'Объём',
  extents: { short: 'Одна строка', full: 'Полный' },
  copy: 'Скопировать',
  copied: 'Скопировано',
  notCopied: 'Браузер не дал скопировать. Выделите текст и нажмите Ctrl+C.',
  policy: 'Политика безопасности (Content-Security-Policy)',
  policyIntro:
    "Если у сайта есть такая политика, добавьте в неё эти разрешения. Если её нет, ничего не нужно. Чего в ней ещё нет, то до сих пор разрешал default-src: повторите там и его значения, например 'self', иначе перестанут работать файлы самого сайта. Если в ней есть require-trusted-types-for, добавьте в trusted-types: lit-html otklik 'allow-duplicates'.",
  check: 'Проверка на вашей странице',
  checkIntro:
    'Что-то не показывается? Вставьте эту строку в страницу, откройте её и прочтите, что поправить. Потом строку уберите. Если окно проверки не появилось, файл не пускает политика безопасности: добавьте адрес сервера в script-src.',
  live: 'Как это выглядит',
  liveIntro: 'Показ – всегда с данными этой демонстрации. Широкий показ можно прокрутить вбок.',
  width: (pixels) => `Ширина ${pixels} пикселей`,
};

const en: Words = {
  title: 'Code for your site',
  intro: 'Choose a widget and its options, see it in three widths and copy the code. There is nothing else to install.',
  otherLanguage: 'Русский',
  back: 'To the portal',
  choose: 'What to show',
  widget: 'Widget',
  widgets: {
    feed: 'Publications',
    channels: 'Ways to reach us',
    consultation: 'Question or request for information',
    case: 'What became of a request',
    survey: 'Survey',
    results: 'Survey results',
  },
  links: {
    feed: 'About our work',
    channels: 'Ways to reach us',
    consultation: 'Ask a question',
    case: 'Check a request',
    survey: 'Take the survey',
    results: 'Survey results',
  },
  options: {
    backend: { label: 'Address of the Otklik server', hint: 'Begins with https://' },
    agency: { label: 'Agency', hint: 'Its name in the server’s addresses, such as housing' },
    audience: { label: 'For whom' },
    lang: { label: 'Language' },
    theme: { label: 'Colours' },
    src: {
      label: 'Own file instead of a server',
      hint: 'Address of an RSS, Atom or JSON feed, for channels a JSON file',
    },
    folder: {
      label: 'Folder with the files on your site',
      hint: 'If there is no server: such as /otklik. Copy the widgets’ files there',
    },
    href: { label: 'Where the link inside leads', hint: 'A page of the site with the same. Usually the server’s page' },
    limit: { label: 'How many items at a time', hint: '1 to 50, usually 10' },
    kind: { label: 'Only this kind' },
    topic: { label: 'Topic', hint: 'Its name on the server' },
    item: { label: 'Opened item', hint: 'Its name on the server' },
    for: { label: 'Form that takes over what is picked', hint: 'id of the widget with the form on the same page' },
    need: { label: 'What is chosen at first' },
    'reply-form': { label: 'How to answer, chosen at first' },
    channel: { label: 'Channel that led to the form', hint: 'Its name on the server' },
    survey: { label: 'Survey', hint: 'Its name on the server' },
  },
  choices: {
    audience: { external: 'Citizens and organisations', internal: 'Employees of the agency' },
    lang: { ru: 'Russian', en: 'English' },
    theme: { auto: 'As on the device', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
    kind: {
      news: 'News',
      clarification: 'Explanations',
      inspection: 'Inspections',
      'appeals-review': 'Reviews of appeals',
      order: 'Orders',
      report: 'Reports',
      vacancy: 'Vacancies',
      announcement: 'Announcements',
    },
    need: {
      information: 'Information',
      consultation: 'Advice',
      visit: 'Visit',
      callback: 'Call back',
      appeal: 'Appeal',
    },
    'reply-form': {
      email: 'By e-mail',
      post: 'By post',
      phone: 'By phone',
      visit: 'At a visit',
      case: 'Here, by code',
    },
  },
  asUsual: 'As usual',
  show: 'Show',
  updated: 'Code and preview are up to date',
  notUpdated:
    'The code is not up to date: the server did not answer. What stands below is for what was chosen before. Press Show.',
  code: 'Code',
  codeIntro: 'One line is simpler. The fuller code shows everything sooner and moves nothing on the page.',
  where: 'Where it goes',
  platforms: {
    html: { name: 'HTML', steps: 'Paste the first part into <head>, the second where the widget should be.' },
    wordpress: {
      name: 'WordPress',
      steps:
        'Paste the first part into a Custom HTML block of the page. If only a link is left on the site, you aren’t allowed scripts: then add the second part to functions.php of a child theme and place a Shortcode block with [otklik] on the page.',
    },
    bitrix: {
      name: '1C-Bitrix',
      steps:
        'Add the first part to header.php of the template before ShowHead(), the second to the page in source mode.',
    },
    react: { name: 'React', steps: 'Paste the first part into <head> of index.html; the second is a component.' },
    vue: {
      name: 'Vue',
      steps: 'Paste the first part into <head> of index.html; the second is for vite.config.js, the third a component.',
    },
    angular: {
      name: 'Angular',
      steps: 'Paste the first part into <head> of src/index.html; the second is a component.',
    },
  },
  extent: 'Extent',
  extents: { short: 'One line', full: 'Fuller' },
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser refused. Select the text and press Ctrl+C.',
  policy: 'Content-Security-Policy',
  policyIntro:
    "If your site has such a policy, add these permissions to it. If it has none, nothing is needed. What it doesn’t name yet default-src has allowed so far: repeat its values there, such as 'self', or the site’s own files stop working. If it has require-trusted-types-for, add to trusted-types: lit-html otklik 'allow-duplicates'.",
  check: 'Check on your page',
  checkIntro:
    'Something isn’t shown? Paste this line into your page, open it and read what to change. Then remove it. If no box appears, your security policy keeps the file out: add the server’s address to script-src.',
  live: 'How it looks',
  liveIntro: 'The preview always has this demonstration’s data. A wide one can be scrolled sideways.',
  width: (pixels) => `${pixels} pixels wide`,
};

export const words: Record<Language, Words> = { ru, en };
