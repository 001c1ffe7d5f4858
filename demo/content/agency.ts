import type { Agency } from '@otklik/core/contract/agencies.js';
import { defaultTerms } from '@otklik/core/domain/consultations/terms.js';
import { t } from './text.ts';

/**
 * The Service that the order names; everything else about it is invented: address, telephones,
 * offices, figures.
 */
export const agency: Agency = {
  id: 'housing',
  name: t('Служба жилищного надзора Астраханской области', 'Housing Supervision Service of Astrakhan Oblast'),
  shortName: t('Служба жилищного надзора', 'Housing Supervision Service'),
  region: t('Астраханская область', 'Astrakhan Oblast'),
  postalAddress: t('000000, г. Примерск, ул. Примерная, 1', '1 Primernaya Street, Primersk, 000000'),
  phone: '8 (000) 000-00-00',
  phoneHours: t(
    'пн–чт 9:00–18:00, пт 9:00–16:45, обед 13:00–13:45',
    'Mon–Thu 9:00–18:00, Fri 9:00–16:45, closed for lunch 13:00–13:45',
  ),
  timeZone: 'Europe/Astrakhan',
  legalBasis: 'law',
  legalNotice: t(
    'Ваши данные нужны нам только для того, чтобы зарегистрировать запрос и ответить на него: это наша обязанность ' +
      'по закону 8-ФЗ. Поэтому согласие на обработку не требуется (закон 152-ФЗ, статья 6). Мы храним имя или название, ' +
      'указанный Вами контакт и текст запроса, а видят их те, кто готовит ответ, и орган, которому запрос передан. ' +
      'Через 5 лет после ответа данные удаляем. Объяснять, зачем Вам информация, не нужно.',
    'We need your data for one thing only: to register your request and to answer it, as Federal Law 8-FZ obliges us to. ' +
      'That is why no consent is asked for (Federal Law 152-FZ, article 6). We keep your name or the name of your ' +
      'organisation, the contact that you give and the text of your request; those who prepare the answer see them, and a body that the request is passed on to. ' +
      'Five years after the answer the data are deleted. You never have to explain why you need the information.',
  ),
  legalNoticeVersion: '2026-09-01',
  privacyPolicy: '/demo/privacy.html',
  terms: defaultTerms,
  appealPortals: [{ title: t('Госуслуги', 'Gosuslugi, the public services portal'), url: 'https://www.gosuslugi.ru' }],
  openData: {
    responsible: t('начальник отдела по работе с гражданами', 'Head of the Citizens’ Relations Division'),
  },
  demonstration: true,
};
