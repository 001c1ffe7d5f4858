/** Sentences about the files of a case. */
export const ru = {
  'caseFile.going': 'Скачиваем…',
  'caseFile.saved': 'Скачан: ищите его в загрузках',
  'caseFile.failed': 'Не скачался.',
  failed_file_unknown: 'Этого файла в запросе больше нет. Откройте запрос заново.',
  signatureCheck:
    'Чтобы проверить подпись, скачайте и сам документ, и файл подписи. Бесплатно проверить можно на e-trust.gosuslugi.ru: выберите там документ с отсоединённой подписью.',
} as const;
