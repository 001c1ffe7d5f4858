/** What the self-check says: what is in the way, and what to change. Both languages: it is a tool of its own, nothing waits for it. */
export type CheckWords = Record<string, string>;

export const ru: CheckWords = {
  title: 'Проверка «Отклика»',
  running: 'Проверяем. Это займёт до 10 секунд.',
  well: 'Всё в порядке: показано элементов – {n}. Строку проверки можно убрать.',
  found: 'Что поправить',
  hints: 'На что обратить внимание',
  again: 'Проверить снова',
  close: 'Закрыть',
  other: 'English',
  no_tags: 'На странице нет ни одного элемента «Отклика». Вставьте вторую часть кода, например <otklik-feed>.',
  tag_unknown: 'Элемента <{tag}> нет. Проверьте название: {known}.',
  attribute_unknown: 'У <{tag}> нет настройки «{attribute}». Есть: {known}.',
  value_unknown: '<{tag}>: {attribute}="{value}" не подходит. Можно: {known}.',
  settings_missing: '<{tag}>: не указаны настройки {names}.',
  not_address: '<{tag}>: {attribute}="{value}" – не адрес. Напишите его целиком, с https:// в начале.',
  quotes:
    '{where}: вокруг {attribute} стоят кавычки из текстового редактора («ёлочки» или “лапки”). Замените их на прямые: ".',
  mixed: 'Страница открыта по https, а {address} – по http. Браузер такое не загружает: напишите https.',
  insecure: 'Страница открыта по http. Элемент <{tag}> работает только по https: до этого остаётся ссылка.',
  no_script: 'Нет скрипта для <{tag}>. Вставьте первую часть кода: <script type="module" src="…/v1/otklik.js">.',
  not_module: 'Скрипту {address} нужно type="module".',
  missing: 'Файла нет по адресу {address} (ответ {status}). Проверьте адрес.',
  unreachable: 'Адрес {address} не отвечает. Проверьте его и не блокирует ли его сеть или расширение браузера.',
  not_feed: 'По адресу {address} нет ленты RSS, Atom или JSON Feed. Исправьте настройку src.',
  not_channels: 'По адресу {address} нет файла JSON со списком channels. Исправьте файл или настройку src.',
  integrity: 'Файл {address} не тот, что назван в integrity. Возьмите код заново.',
  csp: 'Политика безопасности страницы не пускает. Добавьте {origin} в {directive} заголовка Content-Security-Policy. Если {directive} там нет, повторите в нём и значения default-src.',
  csp_types:
    "Политика безопасности страницы запрещает правила «Отклика». Добавьте: trusted-types lit-html otklik 'allow-duplicates'.",
  cors: '{origin} отвечает, но не страницам {here}. Проверьте адрес {address}. Если он верен, сервер или прокси перед ним должен слать заголовок Access-Control-Allow-Origin (CORS).',
  agency_unknown: '{origin} не знает органа «{agency}». Исправьте настройку agency.',
  survey_unknown: '{origin} не знает опроса «{survey}». Исправьте настройку survey.',
  answer: '{address} отвечает не так, как сервер «Отклика» (ответ {status}). Исправьте настройку backend.',
  garbled:
    'Текст внутри <{tag}> испорчен: кодировка файла и страницы разные. Сохраните файл в {charset} или укажите его кодировку в <meta charset>.',
  unclosed:
    'Внутри <{tag}> стоит <{inside}>: пока показан элемент, его не видно. Если это остальное на странице, закройте элемент: </{tag}> после ссылки.',
  hidden: '<{tag}> скрыт стилями страницы: у него нет размера на экране.',
  contrast:
    'В <{tag}> плохо виден текст «{text}»: контраст {ratio}, нужно 4,5. Задайте вместе --otklik-surface и --otklik-text.',
  patched: 'Старая библиотека{library} заменила встроенное в браузер: {names}. Если что-то не работает, обновите её.',
  renamed: 'Переменная {earlier} теперь называется {name}. Переименуйте её в стилях страницы: пока она действует.',
  not_shown:
    '<{tag}> не показан, хотя мешающего не видно. Обновите страницу; если не поможет, посмотрите сообщения в консоли браузера (F12).',
};

export const en: CheckWords = {
  title: 'Otklik check',
  running: 'Checking. This takes up to 10 seconds.',
  well: 'All is well: widgets shown: {n}. The line of the check can be removed.',
  found: 'What to change',
  hints: 'What to keep in mind',
  again: 'Check again',
  close: 'Close',
  other: 'Русский',
  no_tags: 'There is no widget of Otklik on the page. Paste the second part of the code, such as <otklik-feed>.',
  tag_unknown: 'There is no <{tag}>. Check the name: {known}.',
  attribute_unknown: '<{tag}> has no option “{attribute}”. There are: {known}.',
  value_unknown: '<{tag}>: {attribute}="{value}" doesn’t fit. It can be: {known}.',
  settings_missing: '<{tag}>: set {names}.',
  not_address: '<{tag}>: {attribute}="{value}" is no address. Write it whole, with https:// before it.',
  quotes:
    '{where}: {attribute} stands in quotes of a word processor (“curly” ones). Put straight ones in their place: ".',
  mixed: 'The page is on https, but {address} is on http. Browsers don’t load that: write https.',
  insecure: 'The page is on http. <{tag}> works on https alone: until then its link stays.',
  no_script:
    'There is no script for <{tag}>. Paste the first part of the code: <script type="module" src="…/v1/otklik.js">.',
  not_module: 'The script {address} needs type="module".',
  missing: 'There is no file at {address} (answer {status}). Check the address.',
  unreachable: '{address} doesn’t answer. Check it, and whether the network or a browser extension blocks it.',
  not_feed: 'There is no RSS, Atom or JSON Feed at {address}. Correct the option src.',
  not_channels: 'There is no JSON file with a list of channels at {address}. Correct the file, or the option src.',
  integrity: 'The file {address} isn’t the one that integrity names. Take the code anew.',
  csp: 'The page’s security policy doesn’t let it through. Add {origin} to {directive} of the header Content-Security-Policy. If {directive} isn’t there, repeat the values of default-src in it.',
  csp_types:
    "The page’s security policy forbids what Otklik needs. Add: trusted-types lit-html otklik 'allow-duplicates'.",
  cors: '{origin} answers, but not to pages of {here}. Check the address {address}. If it is right, the server, or a proxy before it, must send the header Access-Control-Allow-Origin (CORS).',
  agency_unknown: '{origin} knows no agency “{agency}”. Correct the option agency.',
  survey_unknown: '{origin} knows no survey “{survey}”. Correct the option survey.',
  answer: '{address} doesn’t answer as a server of Otklik does (answer {status}). Correct the option backend.',
  garbled:
    'The text in <{tag}> is garbled: file and page have different encodings. Save the file as {charset}, or name its encoding in <meta charset>.',
  unclosed:
    '<{inside}> stands inside <{tag}>: while the widget is shown it can’t be seen. If it is the rest of the page, close the widget: </{tag}> after the link.',
  hidden: '<{tag}> is hidden by the page’s styles: it has no size on the screen.',
  contrast:
    'In <{tag}> the text “{text}” is hard to see: contrast {ratio}, 4.5 is needed. Set --otklik-surface and --otklik-text together.',
  patched:
    'An old library{library} has replaced what browsers have built in: {names}. If something doesn’t work, update it.',
  renamed: '{earlier} is called {name} now. Rename it in the page’s styles: for the time being it works.',
  not_shown:
    '<{tag}> isn’t shown, though nothing seems to be in its way. Load the page again; if that doesn’t help, see the messages in the browser’s console (F12).',
};
