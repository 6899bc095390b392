/** Longest subject that is looked at; what people see of one is a line. */
const longest = 2_000

/** What mail clients of the world put before a subject when answering or forwarding, lower case. */
const prefixes = new Set([
  ...[
    're',
    'fw',
    'fwd',
    'aw',
    'antw',
    'antwort',
    'antwoord',
    'wg',
    'sv',
    'vs',
    'vb',
    'vl',
    'fs',
    'doorst',
    'odp',
    'pd',
  ],
  ...[
    'odg',
    'ynt',
    'ilt',
    'yml',
    'cevap',
    'yanıt',
    'res',
    'enc',
    'rv',
    'reenv',
    'rif',
    'ris',
    'inoltra',
    'i',
    'r',
    'rép',
  ],
  ...[
    'rép.',
    'réf',
    'tr',
    'vá',
    'tov',
    'továbbítás',
    'vast',
    'bls',
    'trs',
    'σχετ',
    'απ',
    'πρθ',
    'тема',
    'отв',
    'ответ',
  ],
  ...['пересл', 'відп', 'תשובה', 'השב', 'העברה', 'رد', 'إعادة توجيه', 'تحويل', 'trả lời', 'chuyển tiếp', 'ตอบ', 'ส่งต่อ'],
  ...[
    '회신',
    '답장',
    '답신',
    '전달',
    '재전송',
    '返信',
    '転送',
    '回复',
    '回覆',
    '答复',
    '答覆',
    '转发',
    '轉寄',
    '轉發',
    '转寄',
  ],
])

/** Those of `prefixes` that say that the mail is passed on, not answered; `vs` is left out, because Finns answer with it. */
const forwards = new Set([
  ...['fw', 'fwd', 'wg', 'vl', 'fs', 'doorst', 'pd', 'ilt', 'enc', 'rv', 'reenv', 'inoltra', 'i', 'tr', 'tov', 'vb'],
  ...['továbbítás', 'trs', 'πρθ', 'пересл', 'העברה', 'إعادة توجيه', 'تحويل', 'chuyển tiếp', 'ส่งต่อ'],
  ...['전달', '재전송', '転送', '转发', '轉寄', '轉發', '转寄'],
])

/** Our own ticket tag, anywhere in a subject: `[INC-12]`, `[#12]`, `[REQ-7]`. */
const ownTag = /\[(?:#\s?\d{1,12}|(?:inc|prb|chg|req)-\d{1,12})\]/gi

/** `Re:`, `RE[2]:`, `Fwd :`, `回复：`, and the form in brackets that Korean and Chinese clients use. */
const prefix =
  /^(?:([\p{L}\p{M}.]{1,12}(?: [\p{L}\p{M}]{1,9})?)\s?(?:[[(*^]\s?\d{1,4}\s?[\])]?)?\s?[:：]|[[【(](\p{L}{2})[\])】]\s?[:：]?)\s?/u

/** The subject without Re:, Fwd: and their kin in any language, their counters, and our own ticket tag. */
export const bareSubject = (subject: string): string => {
  let rest = subject.slice(0, longest).replace(ownTag, ' ').replace(/\s+/g, ' ').trim()
  for (;;) {
    const found = prefix.exec(rest)
    if (!found || !prefixes.has((found[1] ?? found[2]!).toLowerCase())) return rest
    rest = rest.slice(found[0].length)
  }
}

/** Whether the subject begins with `Fwd:` or its kin in any language. */
export const isForwardSubject = (subject: string): boolean => {
  const found = prefix.exec(subject.slice(0, longest).replace(ownTag, ' ').trim())
  return found !== null && forwards.has((found[1] ?? found[2]!).toLowerCase())
}
