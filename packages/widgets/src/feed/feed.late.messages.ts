/** What an opened publication says besides itself, and what is told of more of them. */
export const ru = {
  added: { one: 'Добавлен {n} материал', few: 'Добавлены {n} материала', other: 'Добавлено {n} материалов' },
  brief: 'Коротко.',
  whence: 'Откуда эти сведения',
  preparedBy: 'Подготовил',
  approvedBy: 'Утвердил',
  approvedAt: 'Утверждено',
  reviewBy: 'Проверим снова',
  until: 'до {date}',
  version: 'Версия',
  versionNumber: '{n}-я',
  original: 'Открыть на сайте источника',
  fold: 'Свернуть',
} as const;
