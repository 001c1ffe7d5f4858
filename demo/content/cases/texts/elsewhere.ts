import { t } from '../../text.ts';
import type { Story } from './story.ts';

/* What ended without an answer of the Service: others answer it, or nobody has to. */

export const newEntrance: Story = {
  key: 'demonstration-new-entrance',
  about: t(
    'Перепланировка на первом этаже, передан администрации города',
    'Alterations on the ground floor, forwarded to the city administration',
  ),
  consultation: {
    applicant: { kind: 'citizen', name: 'Ольга Образцова' },
    topic: 'replanning',
    question:
      'На первом этаже нашего дома пробивают отдельный вход с улицы. Согласована ли эта перепланировка и до какого числа разрешены работы? Дом: г. Примерск, ул. Образцовая, 6.',
    replyForm: 'email',
    contact: { email: 'olga.obraztsova@example.org' },
  },
};
export const cityAdministration = t('Администрация города Примерска', 'Primersk City Administration');
export const newEntranceReason = t(
  'Перепланировку согласует администрация города, у Службы этих сведений нет. Мы передали ей запрос вместе с Вашим адресом электронной почты, и ответит Вам она сама.',
  'Alterations are approved by the city administration; the Service does not hold this information. We have passed on your request with your e-mail address, and the administration will answer you itself.',
);

export const darkStairs: Story = {
  key: 'demonstration-dark-stairs',
  about: t(
    'Просили провести проверку: объяснили, куда подать обращение',
    'An inspection was demanded: we explained where to lodge an appeal',
  ),
  consultation: {
    applicant: { kind: 'citizen', name: 'Игорь Условнов' },
    topic: 'common-property',
    question:
      'В подъезде вторую неделю нет света, управляющая организация не отвечает. Проведите проверку и обяжите её починить освещение. Дом: г. Примерск, ул. Учебная, 11.',
    replyForm: 'phone',
    contact: { phone: '8 (000) 000-00-15' },
  },
};
export const darkStairsExplanation = t(
  'Вы просите провести проверку и принять меры. Это не запрос информации, а обращение: его рассматривают по закону 59-ФЗ. По этому закону обращения в электронном виде принимают только там, где можно подтвердить, кто их подаёт, а наша форма работает без входа. Подайте обращение через Госуслуги, почтой или на личном приёме. Мы зарегистрируем его в течение 3 дней и ответим в течение 30.',
  'You ask us to inspect and to take measures. That is not a request for information but an appeal, which Federal Law 59-FZ governs. Under that law appeals in electronic form are taken only where it can be confirmed who lodges them, and our form works without signing in. Please lodge the appeal through Gosuslugi, by post or in person. We will register it within 3 days and answer within 30.',
);

export const brokenMeter: Story = {
  key: 'demonstration-broken-meter',
  about: t(
    'Плата за воду без счётчика, заявитель отозвал',
    'Charge for water without a meter, withdrawn by the applicant',
  ),
  consultation: {
    applicant: { kind: 'citizen', name: 'Павел Тестов' },
    topic: 'charges',
    question:
      'Как считают плату за холодную воду, пока счётчик в ремонте: по нормативу или по среднему расходу? Живу в посёлке Образцовый.',
    replyForm: 'email',
    contact: { email: 'pavel.testov@example.org' },
  },
};

/** The same applicant as that of the licence register, once more. */
export const licenceAgain: Story = {
  key: 'demonstration-licence-register-again',
  about: t('Тот же вопрос второй раз, объединён с первым', 'The same question a second time, merged with the first'),
  consultation: {
    applicant: { kind: 'sole_proprietor', name: 'ИП Образцов Борис Тестович' },
    topic: 'licensing',
    question:
      'С какого дня дом по адресу г. Примерск, ул. Учебная, 22 внесён в реестр лицензий и кто им управляет? Уже спрашивал, но письмо с подтверждением не нашёл и отправляю ещё раз.',
    replyForm: 'email',
    contact: { email: 'ip.obraztsov@example.org', phone: '8 (000) 000-00-12' },
  },
};
