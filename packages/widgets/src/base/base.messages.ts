/** Sentences that every widget has. */
export const ru = {
  retry: 'Попробовать ещё раз',
  failed_network: 'Нет связи. Проверьте интернет и попробуйте ещё раз.',
  failed_timeout: 'Сервер не ответил вовремя. Попробуйте ещё раз.',
  failed_too_many_attempts: 'Слишком много попыток. Подождите минуту и попробуйте снова.',
  failed_ours: 'Ошибка на нашей стороне. Попробуйте позже.',
} as const;
