import type { LocalizedText } from '@otklik/core/contract/common.js';

const t = (ru: string, en: string) => ({ ru, en }) satisfies LocalizedText;

interface StoredTable {
  title: { ru: string; en: string };
  about: { ru: string; en: string };
  columns: Readonly<Record<string, { ru: string; en: string }>>;
}

const agency = t('ведомство, которое спрашивает', 'the agency that asks');
const survey = t('код опроса', 'code of the survey');
const editors = t(
  'учётные записи сотрудников, которые это готовили: утвердит кто-то другой',
  'accounts of the staff who prepared it: somebody else approves',
);
const revision = t('сколько раз меняли', 'how often it was changed');

/**
 * In people's words, all that is stored of surveys and of answers to them: each table, in the order in
 * which an answer passes through, and each column. A test compares it with the database.
 */
export const storedTables: Readonly<Record<string, StoredTable>> = {
  ballots: {
    title: t('Ящик: запечатанные анкеты', 'The box: sealed ballots'),
    about: t(
      'Сюда анкета попадает зашифрованной. После подсчёта все строки удаляются.',
      'A ballot comes here encrypted. After the tally all rows are deleted.',
    ),
    columns: {
      batch: t('в какой ящик', 'in which box'),
      digest: t(
        'хеш зашифрованной анкеты: если её отправили дважды, она останется одна',
        'hash of the encrypted ballot: sent twice, it stays one',
      ),
      sealed: t('сама анкета, зашифрованная; у всех одной длины', 'the ballot itself, encrypted; all of one length'),
    },
  },
  batches: {
    title: t('Ящики', 'Boxes'),
    about: t(
      'У каждого ящика свой ключ. Закрытый ключ хранится отдельно от базы данных и её копий; после подсчёта он уничтожается, а строка удаляется.',
      'Each box has a key of its own. The private key is kept apart from the database and its copies; after the tally it is destroyed and the row deleted.',
    ),
    columns: {
      id: t('случайный код ящика', 'random code of the box'),
      agency,
      survey,
      public_key: t('открытый ключ: им анкету можно только запечатать', 'public key: it can only seal a ballot'),
      manifest_hash: t('отпечаток анкеты, на которую отвечали', 'hash of the questionnaire that was answered'),
      open: t('принимает ли ящик анкеты', 'whether the box takes ballots'),
    },
  },
  releases: {
    title: t('Выпуски итогов', 'Releases of results'),
    about: t(
      'То, что опубликовано: суммы по всем анкетам ящика. Отдельных анкет в них нет.',
      'What is published: sums over all ballots of a box. No single ballot is in them.',
    ),
    columns: {
      agency,
      survey,
      sequence: t('номер выпуска', 'number of the release'),
      released_on: t('день подсчёта', 'day of the tally'),
      figures: t(
        'опубликованные числа; те, по которым можно узнать человека, скрыты до записи',
        'the published figures; those that could tell a person are hidden before they are written',
      ),
    },
  },
  survey_texts: {
    title: t('Ответы словами', 'Answers in words'),
    about: t(
      'Каждый текст стоит отдельно: с другими ответами того же человека он не связан. Тексты слишком малого числа ответивших уничтожаются непрочитанными. Перед записью тексты перемешиваются.',
      'Each text stands alone: it is tied to no other answer of the same person. Texts of too few people are destroyed unread. Texts are shuffled before they are written.',
    ),
    columns: {
      id: t('случайный код текста', 'random code of the text'),
      agency,
      survey,
      question: t('на какой вопрос', 'which question it answers'),
      body: t('что написано', 'what was written'),
      state: t('не прочитан, опубликован или оставлен без публикации', 'not read yet, published, or kept back'),
      theme: t('тема, под которой он опубликован', 'theme under which it is published'),
      excerpt: t('что из него опубликовано, без личных данных', 'what of it is published, without personal data'),
    },
  },
  survey_themes: {
    title: t('Темы и решения', 'Themes and decisions'),
    about: t('Что решено по предложениям и почему.', 'What was decided on suggestions, and why.'),
    columns: {
      agency,
      survey,
      id: t('код темы', 'code of the theme'),
      question: t('на какой вопрос отвечали', 'which question was answered'),
      revision,
      editors,
      title: t('название темы', 'title of the theme'),
      decision: t('решение', 'the decision'),
      reason: t('почему решено так', 'why it was decided so'),
      decided: t('кто из руководителей и когда решил', 'which head decided, and when'),
    },
  },
  surveys: {
    title: t('Опросы', 'Surveys'),
    about: t('Список опросов.', 'The list of surveys.'),
    columns: {
      agency,
      id: survey,
      audience: t('кого спрашивают: всех или сотрудников', 'who is asked: everybody or staff'),
      position: t('место в списке', 'place in the list'),
      lost: t(
        'сколько анкет никто уже не прочтёт, потому что их ключа нет',
        'how many ballots nobody can read any more, for their key is gone',
      ),
    },
  },
  survey_versions: {
    title: t('Анкеты', 'Questionnaires'),
    about: t(
      'О чём спрашивают. Когда опрос открыт, анкета больше не меняется: этого не даст сделать сама база данных.',
      'What is asked. Once a survey is open its questionnaire never changes: the database itself refuses it.',
    ),
    columns: {
      agency,
      survey,
      version: t('номер версии', 'number of the version'),
      revision,
      state: t('черновик, открыта или завершена', 'a draft, open or ended'),
      editors,
      manifest: t('вопросы и пороги: о них сказано выше', 'questions and thresholds, as told above'),
      manifest_hash: t('отпечаток анкеты', 'hash of the questionnaire'),
      opened: t('кто из руководителей и когда открыл', 'which head opened it, and when'),
      ended: t('кто и когда завершил', 'who ended it, and when'),
      changed_at: t('когда сотрудники меняли анкету', 'when staff changed the questionnaire'),
    },
  },
};
