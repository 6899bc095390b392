import type { Language } from '../../../lib/ticket/message.ts'

/** Categories that desks everywhere have, as people say them. */
const known: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  access: { en: 'Access', ko: '접근 권한' },
  account: { en: 'Account', ko: '계정' },
  application: { en: 'Application', ko: '프로그램' },
  files: { en: 'Files', ko: '파일' },
  hardware: { en: 'Hardware', ko: '하드웨어' },
  mail: { en: 'Mail', ko: '메일' },
  network: { en: 'Network', ko: '네트워크' },
  printer: { en: 'Printer', ko: '프린터' },
  security: { en: 'Security', ko: '보안' },
  server: { en: 'Server', ko: '서버' },
  software: { en: 'Software', ko: '소프트웨어' },
}

/** A category in the reader's language where we have words for it, else as it was written. */
export const categoryName = (category: string, language: Language): string =>
  known[category.toLowerCase()]?.[language] ?? category
