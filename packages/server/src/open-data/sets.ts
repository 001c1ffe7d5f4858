import type { Agency } from '@otklik/core/contract/agencies.js';
import type { LocalizedText } from '@otklik/core/contract/common.js';
import type { Channel, TouchpointList } from '@otklik/core/contract/touchpoints.js';
import { wordOf } from '@otklik/core/domain/touchpoints/spreadsheet.words.js';
import { localTime, type IsoDate } from '@otklik/core/domain/calendar.js';
import { serverBackend } from '../backend.ts';
import { readAll, type Listed } from '../publications/feeds/store.ts';
import { words } from '../publications/feeds/words.ts';
import type { Services } from '../services.ts';

export type Cell = string | number | null;

/** A column, as the structure file tells it. */
export interface Field<Row> {
  name: string;
  ru: string;
  en: string;
  format: 'string' | 'integer' | 'date' | 'dateTime' | 'URI';
  value: (row: Row) => Cell;
}

/** What a data set holds at this moment. */
export interface Content {
  rows: Cell[][];
  /** Days on which its first and its last entry came; null: it has none. */
  first: IsoDate | null;
  last: IsoDate | null;
}

export interface Source {
  services: Services;
  agency: Agency;
  /** Without a slash at the end. */
  origin: string;
}

/** A set of open data. What people read of it is Russian, as the recommendations want it. */
export interface DataSet {
  id: string;
  title: string;
  description: string;
  /** Key words, with commas. */
  subject: string;
  /** When it is renewed. */
  periodicity: string;
  /** Of what the last change consists. */
  provenance: string;
  /** When its columns changed last. */
  structured: IsoDate;
  fields: readonly Pick<Field<never>, 'name' | 'ru' | 'en' | 'format'>[];
  read: (source: Source) => Promise<Content>;
}

const ru = (text: LocalizedText | null): string => text?.ru ?? '';

/** On one line, with spaces that are nothing but spaces. */
const plain = (text: LocalizedText | null): string => ru(text).replace(/\s+/g, ' ');

interface PublicationRow extends Listed {
  address: string;
}

const publicationFields: Field<PublicationRow>[] = [
  { name: 'id', ru: 'Идентификатор', en: 'Identifier', format: 'string', value: ({ id }) => id },
  { name: 'kind', ru: 'Вид материала', en: 'Kind', format: 'string', value: ({ kind }) => words('ru').kinds[kind] },
  { name: 'title', ru: 'Название', en: 'Title', format: 'string', value: ({ title }) => title.ru },
  { name: 'summary', ru: 'Краткое содержание', en: 'Summary', format: 'string', value: ({ summary }) => summary.ru },
  {
    name: 'published',
    ru: 'Дата и время публикации (UTC)',
    en: 'Moment of publication (UTC)',
    format: 'dateTime',
    value: ({ publishedAt }) => publishedAt,
  },
  {
    name: 'review_by',
    ru: 'Сведения проверены и действительны до',
    en: 'Checked and valid until',
    format: 'date',
    value: ({ reviewBy }) => reviewBy,
  },
  { name: 'version', ru: 'Номер редакции', en: 'Version', format: 'integer', value: ({ version }) => version },
  {
    name: 'approved_by',
    ru: 'Должность утвердившего',
    en: 'Position of the approver',
    format: 'string',
    value: ({ approvedBy }) => approvedBy.ru,
  },
  { name: 'address', ru: 'Адрес материала', en: 'Address', format: 'URI', value: ({ address }) => address },
];

const publications: DataSet = {
  id: 'publications',
  title: 'Опубликованные материалы',
  description:
    'Информация о деятельности органа, опубликованная на его страницах: вид, название, краткое содержание, дата, срок проверки, редакция, должность утвердившего, адрес.',
  subject: 'информация о деятельности, публикации, новости, приказы, отчёты, проверки, вакансии',
  periodicity: 'По мере публикации материалов',
  provenance: 'Опубликованы или изменены материалы',
  structured: '2026-11-24',
  fields: publicationFields,
  read: async ({ services, agency, origin }) => {
    const all = await readAll(services.database.db, agency.id, services.now());
    const day = (moment: Date): IsoDate => localTime(moment, agency.timeZone).date;
    const [first] = all;
    const changed = Math.max(...all.map(({ changedAt }) => changedAt.getTime()));
    return {
      rows: all.map((one) => {
        const row = { ...one, address: `${origin}/${agency.id}/publications/${one.id}` };
        return publicationFields.map(({ value }) => value(row));
      }),
      first: first ? day(new Date(first.publishedAt)) : null,
      last: first ? day(new Date(changed)) : null,
    };
  },
};

interface ChannelRow extends Channel {
  touchpoints: string;
}

const channelFields: Field<ChannelRow>[] = [
  { name: 'id', ru: 'Идентификатор', en: 'Identifier', format: 'string', value: ({ id }) => id },
  { name: 'title', ru: 'Канал связи', en: 'Channel', format: 'string', value: ({ title }) => title.ru },
  { name: 'purpose', ru: 'Для чего', en: 'Purpose', format: 'string', value: ({ purpose }) => purpose.ru },
  {
    name: 'contact',
    ru: 'Номер, адрес или место',
    en: 'Contact',
    format: 'string',
    value: ({ contact }) => ru(contact),
  },
  { name: 'address', ru: 'Ссылка', en: 'Link', format: 'URI', value: ({ url }) => url },
  { name: 'route', ru: 'Как пройти', en: 'Way there', format: 'URI', value: ({ route }) => route ?? null },
  { name: 'hours', ru: 'Часы работы', en: 'Hours', format: 'string', value: ({ schedule }) => plain(schedule.words) },
  { name: 'answer_time', ru: 'Срок ответа', en: 'Time to answer', format: 'string', value: (row) => row.answerTime.ru },
  { name: 'sign_in', ru: 'Нужен ли вход', en: 'Sign-in', format: 'string', value: ({ signIn }) => signIn.ru },
  {
    name: 'languages',
    ru: 'Языки (коды BCP 47)',
    en: 'Languages (BCP 47)',
    format: 'string',
    value: ({ languages }) => languages?.join(', ') ?? null,
  },
  {
    name: 'access_features',
    ru: 'Условия доступа',
    en: 'Access features',
    format: 'string',
    value: ({ accessFeatures }) => accessFeatures?.map((one) => wordOf('accessFeatures', one, 'ru')).join(', ') ?? null,
  },
  {
    name: 'accessibility',
    ru: 'Доступность для инвалидов',
    en: 'Accessibility',
    format: 'string',
    value: ({ accessibility }) => ru(accessibility),
  },
  {
    name: 'touchpoints',
    ru: 'С чем обращаются',
    en: 'Occasions',
    format: 'string',
    value: ({ touchpoints }) => touchpoints,
  },
];

const touchpointsOf = ({ items }: TouchpointList, channel: string): string =>
  items
    .filter(({ channels }) => channels.includes(channel))
    .map(({ title }) => title.ru)
    .join('; ');

const channels: DataSet = {
  id: 'channels',
  title: 'Каналы связи',
  description: 'Как связаться с органом: каналы связи, часы работы, срок ответа, доступность, с чем обращаются.',
  subject: 'каналы связи, контакты, часы работы, приём граждан',
  periodicity: 'По мере утверждения перечня',
  provenance: 'Утверждён перечень',
  structured: '2026-11-29',
  fields: channelFields,
  read: async ({ services, agency }) => {
    const backend = serverBackend(services, { internal: false, address: '' });
    const list = await backend.readTouchpoints(agency.id, 'external');
    const approved = list.document?.date ?? null;
    return {
      rows: list.channels.map((channel) => {
        const row = { ...channel, touchpoints: touchpointsOf(list, channel.id) };
        return channelFields.map(({ value }) => value(row));
      }),
      first: approved,
      last: approved,
    };
  },
};

export const dataSets: readonly DataSet[] = [publications, channels];
