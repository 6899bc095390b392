import { people } from '../../company.ts'
import type { ReadMail } from '../read-sent-mail.ts'
import { style } from './style.ts'
import { type Language, type Texts, texts } from './texts.ts'

/** What a letter begins with in the form. */
export interface DraftMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly inReplyTo: string
  readonly references: string
}

/** A letter nobody has begun. */
export const emptyDraft: DraftMail = { from: '', to: '', subject: '', text: '', inReplyTo: '', references: '' }

/** One page: its HTML, and the nonce that its only style element carries. */
interface Frame {
  readonly language: Language
  readonly nonce: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const html = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!)

function page({ language, nonce }: Frame, title: string, content: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${html(title)} · Haneul</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">${style}</style></head>
<body><main>${content}</main></body></html>`
}

function time(at: string, language: Language): string {
  const shown = new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
  return `<time datetime="${html(at)}">${html(shown)}</time>`
}

/** Every mail that was sent, newest first; `note` says what became of a mail just written. */
export function listPage(frame: Frame, mails: readonly ReadMail[], note: 'delivered' | undefined): string {
  const words = texts[frame.language]
  const rows = mails.map(
    ({ id, at, to, subject }) =>
      `<li><a href="/_local/mail/${encodeURIComponent(id)}"><div class="who"><span>${html(to.join(', '))}</span>${time(at, frame.language)}</div>` +
      `<div class="subject">${html(subject || words.noSubject)}</div></a></li>`,
  )
  const heading = `<header><h1>${words.title}</h1><a class="button" href="/_local/mail/new">${words.write}</a></header>`
  const told = note === undefined ? '' : `<p class="note" role="status">${words[note]}</p>`
  const list = rows.length === 0 ? `<p>${words.empty}</p>` : `<ul>${rows.join('')}</ul>`
  return page(frame, words.title, `${heading}<p>${words.intro}</p>${told}${list}`)
}

/** One mail, and the form that answers it. */
export function mailPage(frame: Frame, mail: ReadMail): string {
  const words = texts[frame.language]
  const { id, at, from, to, cc, subject, text } = mail
  const fields: [string, string][] = [
    [words.from, from],
    [words.to, to.join(', ')],
    ...(cc.length > 0 ? [[words.cc, cc.join(', ')] satisfies [string, string]] : []),
  ]
  const facts = fields.map(([name, value]) => `<dt>${name}</dt><dd>${html(value)}</dd>`).join('')
  const path = `/_local/mail/${encodeURIComponent(id)}`
  const formatted =
    mail.html === ''
      ? ''
      : `<details><summary>${words.formatted}</summary><iframe sandbox title="${words.formatted}" src="${path}/html"></iframe></details>`
  const letter = `<article><dl>${facts}<dt></dt><dd>${time(at, frame.language)}</dd></dl><pre>${html(text)}</pre>${formatted}
<p><a href="${path}/raw">${words.raw}</a></p></article>`
  const answer = `<h2>${words.answerAs}</h2>${form(words, answerTo(mail, frame.language), words.answer)}`
  return page(frame, subject, `${top(words, subject || words.noSubject)}${letter}${answer}`)
}

/** A form to write a mail, empty or as it was refused. */
export function writePage(frame: Frame, draft: DraftMail, refusal?: string): string {
  const words = texts[frame.language]
  const told = refusal === undefined ? '' : `<p class="note" role="alert">${words.refused}: ${html(refusal)}</p>`
  return page(frame, words.write, `${top(words, words.write)}${told}${form(words, draft, words.send)}`)
}

/** A page that says there is nothing. */
export function missingPage(frame: Frame): string {
  const words = texts[frame.language]
  return page(frame, words.title, top(words, words.notFound))
}

const top = (words: Texts, heading: string) =>
  `<header><h1>${html(heading)}</h1><a href="/_local/mail">${words.back}</a></header>`

/** A proper answer: threaded by In-Reply-To and References (RFC 5322, 3.6.4), with the text quoted below. */
export function answerTo(mail: ReadMail, language: Language): DraftMail {
  const { at, from, to, subject, messageId, references, headers, text } = mail
  const replyTo = headers['reply-to']
  const written = new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
  const quoted = text.trimEnd().replace(/^/gm, '> ')
  return {
    from: to[0] ?? '',
    to: replyTo ?? from,
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    text: `\n\n${texts[language].quote(written, from)}\n${quoted}\n`,
    inReplyTo: messageId,
    references: [...references, messageId].join(' '),
  }
}

function form(words: Texts, { from, to, subject, text, inReplyTo, references }: DraftMail, action: string): string {
  const known = people.flatMap(({ addresses, name }) =>
    addresses.map((address) => `<option value="${html(address)}">${html(name)}</option>`),
  )
  return `<form method="post" action="/_local/mail" enctype="multipart/form-data">
<label>${words.from}<input name="from" value="${html(from)}" required autocomplete="off" list="people"></label>
<datalist id="people">${known.join('')}</datalist>
<label>${words.to}<input name="to" value="${html(to)}" required autocomplete="off"></label>
<label>${words.subject}<input name="subject" value="${html(subject)}"></label>
<label>${words.message}<textarea name="text">
${html(text)}</textarea></label>
<label>${words.attachments}<input type="file" name="attachment" multiple></label>
<label class="check"><input type="checkbox" name="forged">${words.forged}</label>
<input type="hidden" name="inReplyTo" value="${html(inReplyTo)}"><input type="hidden" name="references" value="${html(references)}">
<button>${action}</button></form>`
}
