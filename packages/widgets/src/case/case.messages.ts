import { ru as base } from '../base/base.messages.ts';

export const ru = {
  ...base,
  title: 'Узнать, что с запросом',
  code: 'Код из квитанции',
  codeHint: '12 знаков, например 7KQ4-M2XD-91TH',
  show: 'Показать',
  error: 'Ошибка: ',
} as const;
