/** Sentences that every widget has. */
export const ru = {
  loading: 'Загружаем…',
  failed: 'Не получилось',
  retry: 'Попробовать ещё раз',
  failed_network: 'Нет связи. Проверьте интернет и попробуйте ещё раз.',
  failed_timeout: 'Сервер не ответил вовремя. Попробуйте ещё раз.',
  failed_ours: 'Ошибка на нашей стороне. Попробуйте позже.',
} as const;
