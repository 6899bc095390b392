/** "Sent from my phone" as phones, apps and web mailers write it under a mail; each matches a whole short line. */
const clientLines: readonly RegExp[] = [
  /^(?:sent|send|posted|written|typed|composed) (?:from|via|with|using|by|on) [^?]{1,70}$/i,
  /^sent (?:on the go|wirelessly|securely|with love)\b.{0,60}$/i,
  /^get (?:outlook|bluemail|spark|boxer|myMail|the .{1,20}app)\b.{0,60}$/i,
  /^(?:\S{1,15} )?outlook .{1,10}(?:android|ios)\b.{0,20}$/i,
  /^(?:\S{1,3} )?(?:android|ios)\s?(?:용|版) outlook.{0,10}$/i,
  /^(?:download|try|get) .{1,30} for (?:ios|android|iphone|mac|windows)\b.{0,30}$/i,
  /^von (?:\S{1,20} ){1,5}gesendet\.?$/i,
  /^(?:von|über) (?:meinem|meiner|mein|unterwegs)\b.{0,60}(?:gesendet|geschrieben|verschickt)\b.{0,30}$/i,
  /^(?:gesendet|verschickt) (?:von|mit|aus|via|über)\b.{1,80}$/i,
  /^diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über)\b.{1,80}$/i,
  /^(?:envoyé|envoyée|envoyes) (?:de|depuis|à partir|avec|par|via|mon)\b.{0,80}$/i,
  /^(?:enviado|enviada|mensaje enviado|mensagem enviada) (?:desde|de|do|da|a partir|con|com|via|pelo|por|meu)\b.{0,80}$/i,
  /^(?:inviato|inviata) (?:da|dal|dalla|con|tramite)\b.{0,80}$/i,
  /^(?:verzonden|verstuurd|gestuurd) (?:vanaf|met|via|van|vanuit|door)\b.{0,80}$/i,
  /^(?:skickat|skickad|skickades|sänt) (?:från|via|med)\b.{0,80}$/i,
  /^(?:sendt|skrevet) (?:fra|via|med)\b.{0,80}$/i,
  /^lähetetty .{1,80}$/i,
  /^(?:wysłano|wysłane|wyslane) (?:z|ze|przez|przy)\b.{0,80}$/i,
  /^(?:odesláno|odoslané|poslano|poslato) (?:z|ze|pomocí|sa)\b.{0,80}$/i,
  /^(?:отправлено|послано) (?:с|из|от|через|со)(?![\p{L}]).{0,80}$/iu,
  /^(?:надіслано|відправлено) (?:з|із|через)(?![\p{L}]).{0,80}$/iu,
  /^.{1,50}(?:'?[ıiuü]mdan|'?[iı]mden|dan|den) gönderildi\.?$/i,
  /^.{1,40}(?:ról|ről|val|vel) küldve\.?$/i,
  /^trimis (?:de pe|din|cu)\b.{0,80}$/i,
  /^στάλθηκε από .{1,60}$/iu,
  /^(?:נשלח מ|أرسلت من|تم الإرسال من).{1,60}$/u,
  /^(?:dikirim dari|được gửi từ|gửi từ|ส่งจาก).{1,60}$/iu,
  /^.{0,40}(?:에서|으로|로|앱에서|을 통해|를 통해) ?(?:보냄|보냈습니다|보낸 메일입니다|보낸 메일|보낸 메시지|전송됨|작성됨|발송됨|발송|작성)[.!]?$/,
  /^.{0,40}から(?:送信|送信しました|送信されました|の送信)。?$/,
  /^(?:我的|私の).{1,40}から送信$/,
  /^(?:发自|發自|来自|從|从|通过).{1,50}$/,
  /^.{0,20}(?:傳送|传送|发送)自.{1,40}$/,
]

/** "Sent from my desk, this is easier" is what somebody writes. */
const sentence = /^sent .{1,60}\b(?:is|are|was|were|can|could|i|you|we|it|then|please|but|because|so|to)\b/i

/** Whether a line was added by the sender's device or app, not written. */
export const isClientLine = (line: string): boolean => {
  if (line.length > 400) return false
  const text = line
    .replace(/<https?:[^<>]{1,300}>/g, '')
    .trim()
    .replace(/^[-*_~•·("“'[]{1,3}\s?|[)"”'\]*_]{1,3}$/g, '')
  if (sentence.test(text) && !/\b(?:excuse|forgive|pardon|ignore)\b/i.test(text)) return false
  return text.length > 3 && text.length <= 100 && clientLines.some((pattern) => pattern.test(text))
}

/** RFC 3676 section 4.3: dash, dash, space. Many strip the space, some write a long dash. */
export const isSignatureDash = (line: string): boolean => /^\s{0,3}(?:--|—|––|-- -|- -|-—)\s{0,3}$/.test(line)

/** A dash with the name right behind it: `--Kim`, `-- Kim Lee`, `-Kim`. */
export const isDashedName = (line: string): boolean =>
  /^(?:--+\s?|[-–—])\p{Lu}[\p{L}\d .,'&-]{0,40}$/u.test(line.trimEnd())

/** A line of nothing but rule characters. */
export const isRule = (line: string): boolean => {
  const text = line.trim()
  return text.length > 0 && text.length <= 200 && /^(?:[-_=+~#*ᐧ—–]\s?)+$/.test(text) && !/^[*+#-]$/.test(text)
}

const phone = /(?:^|[^\d])(?:\+?\d[\d\s().-]{6,16}\d)(?:[^\d]|$)/
const contact =
  /[^\s<>@]{1,64}@[^\s<>@]{1,100}\.[a-z]{2,}|https?:\/\/|\bwww\.|^(?:tel|mobile|phone|fax|cell|office|skype|m|t|f|p|e|d|o|w|h|휴대폰|전화|팩스|mobil|telefon|tél|mob)\s?[.:|]/i
const onTheGo = /^(?:sent )?(?:via|from|by) (?:my )?(?:mobile|phone|cell|iphone|ipad|blackberry|android)\.?$/i
const office =
  /\b(?:manager|director|engineer|ceo|cto|cfo|vp|president|founder|developer|consultant|inc\.?|llc|ltd|gmbh|corp|university|department|dept)\b|팀장|대리|과장|차장|부장|주임|사원/i
const farewell =
  /^(?:(?:many |kind |best |warm |with )?(?:regards|wishes|thanks)|thanks(?: again| a lot| so much| in advance)?|thank you|cheers|best|sincerely|yours (?:truly|sincerely|faithfully)|thx|mit freundlichen grüßen|viele grüße|cordialement|saludos|감사합니다|드림|올림)[\s,.!]{0,3}$/i
const name =
  /^\p{Lu}[\p{L}'.-]{0,20}(?: (?:\p{Lu}[\p{L}'.-]{0,20}|d[aeio]|del|der|van|von)){0,3}$|^[\uac00-\ud7a3]{2,4}(?: \S{1,6})?(?: (?:드림|올림|배상))?$/u

/** Longest signature without a dash above it, and its longest line; longer ones are sentences. */
const mostLines = 9
const longestLine = 65

/**
 * Where a signature without a dash begins: a last paragraph of short lines that names a person and how to reach them.
 * -1 when the end reads like text. The greeting itself stays with the text unless contact data follows it.
 */
export const contactBlockAt = (lines: readonly string[]): number => {
  let end = lines.length
  while (end > 0 && lines[end - 1]!.trim() === '') end--
  let start = end
  while (start > 0 && end - start <= mostLines && isShort(lines[start - 1]!)) start--
  if (end - start < 2 || end - start > mostLines || start === 0) return -1
  const block = lines.slice(start, end)
  const evidence = block.filter(
    (line, i) => i > 0 && (phone.test(line) || contact.test(line) || onTheGo.test(line) || office.test(line)),
  )
  const first = block.findIndex((line) => name.test(line.trim()) || farewell.test(line.trim()))
  if (
    first < 0 ||
    evidence.length === 0 ||
    block.some(
      (line) => /[?]$|[.!]$/.test(line.trim()) && !farewell.test(line.trim()) && line.trim().split(' ').length > 4,
    )
  )
    return -1
  if (first > 0 || lines.slice(0, start).every((line) => line.trim() === '')) return -1
  return start
}

const isShort = (line: string): boolean => line.trim() !== '' && line.length <= longestLine && !/^\s{0,3}>/.test(line)
