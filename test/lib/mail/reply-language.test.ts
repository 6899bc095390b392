import { describe, expect, test } from 'vitest'
import { splitReply } from '../../../lib/mail/reply.ts'

const above = ['Hi', 'Kim <kim@x.example>', 'Tuesday'] as const

/** Lines above a quote, one client or language each. */
const attributions = [
  'On Wed, Sep 25, 2013 at 8:30 AM, Kim <kim@x.example> wrote:',
  'On Wed, Sep 25, 2013 at 8:30 AM, Kim of a team with a long name\n<kim@x.example> wrote:',
  'On Wed, Sep 25, 2013 at\n8:30 AM, Kim of a team\n<kim+abc@x.example>\nwrote:',
  'On 24/09/2013 11:28, Kim wrote:',
  'Am 24.09.2013 um 11:28 schrieb Kim <kim@x.example>:',
  'Am Di., 24. Sept. 2013 um 11:28 Uhr schrieb Kim <kim@x.example\n>:',
  'Le mar. 24 sept. 2013 à 11:28, Kim <kim@x.example> a écrit :',
  'El mar., 24 sept. 2013 a las 11:28, Kim (<kim@x.example>) escribió:',
  'Em ter, 24 de set de 2013 às 11:28, Kim <kim@x.example> escreveu:',
  'Il giorno mar 24 set 2013 alle ore 11:28 Kim <kim@x.example> ha scritto:',
  'Op di 24 sep. 2013 om 11:28 schreef Kim <kim@x.example>:',
  'Op 18 juli 2013 10:23 schreef Kim het volgende:',
  'Den tis 24 sep. 2013 kl 11:28 skrev Kim <kim@x.example>:',
  'ti 24. syysk. 2013 klo 11.28 Kim (kim@x.example) kirjoitti:',
  'wt., 24 wrz 2013 o 11:28 Kim <kim@x.example> napisał(a):',
  'út 24. 9. 2013 v 11:28 odesílatel Kim <kim@x.example> napsal:',
  '24 сентября 2013 г., 11:28 пользователь Kim <kim@x.example> написал:',
  'вт, 24 сент. 2013 г. в 11:28, Kim <kim@x.example>:',
  'вт, 24 вер. 2013 о 11:28 Kim <kim@x.example> пише:',
  'Kim <kim@x.example>, 24 Eyl 2013 Sal, 11:28 tarihinde şunu yazdı:',
  '2013年9月24日(火) 11:28 Kim <kim@x.example>:',
  '2013/09/24 11:28、Kim <kim@x.example> のメール:',
  '在 2013年9月24日，11:28，Kim <kim@x.example> 写道：',
  'Kim <kim@x.example> 於 2013年9月24日 週二 上午11:28寫道：',
  '2013년 9월 24일 (화) 오전 11:28, 김철수 <kim@x.example>님이 작성:',
  '2013. 9. 24. 오전 11:28, Kim <kim@x.example> 작성:',
  'Vào Th 3, 24 thg 9, 2013 vào lúc 11:28 Kim <kim@x.example> đã viết:',
  '2013-09-24 11:28 keltezéssel, Kim írta:',
  'În mar., 24 sept. 2013 la 11:28, Kim <kim@x.example> a scris:',
  'Στις Τρί, 24 Σεπ 2013 στις 11:28 π.μ., ο/η Kim <kim@x.example> έγραψε:',
  '‫בתאריך יום ג׳, 24 בספט׳ 2013 ב-11:28 מאת ‪Kim‬‏ <‪kim@x.example‬‏>:‬',
  'في الثلاثاء، 24 سبتمبر 2013 11:28 ص Kim <kim@x.example> كتب:',
  'Kim <kim@x.example> wrote:',
  'Kim/Sales/Acme wrote on 24/09/2013 11:28:13:',
  'Quoting Kim <kim@x.example>:',
  '2013/9/24 Kim <kim@x.example>',
  'Kim via Desk wrote:',
  '---- Kim wrote ----',
  '---- On Tue, 24 Sep 2013 11:28:13 +0900 Kim <kim@x.example> wrote ---',
  '>>> Kim <kim@x.example> 24.09.2013 11:28 >>>',
  'Tue, 24 Sep 2013 11:28:13 +0300 от kim@x.example:',
  '     On Tuesday, September 24, 2013 at 11:28:13 AM GMT+9, Kim <kim@x.example> wrote:',
]

const block = (from: string, date: string, to: string, subject: string) =>
  `${from}: ${above[1]}\n${date}: ${above[2]}\n${to}: desk@x.example\n${subject}: Printer`

/** Header blocks and announcements above the mail that is answered. */
const borders = [
  block('From', 'Sent', 'To', 'Subject'),
  block('*From', '*Sent', '*To', '*Subject').replaceAll(': ', ':* '),
  block('Von', 'Gesendet', 'An', 'Betreff'),
  block('De ', 'Envoyé ', 'À ', 'Objet '),
  block('De', 'Enviado el', 'Para', 'Asunto'),
  block('De', 'Enviada em', 'Para', 'Assunto'),
  block('Da', 'Inviato', 'A', 'Oggetto'),
  block('Van', 'Verzonden', 'Aan', 'Onderwerp'),
  block('Från', 'Skickat', 'Till', 'Ämne'),
  block('Fra', 'Sendt', 'Til', 'Emne'),
  block('Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'),
  block('Od', 'Wysłano', 'Do', 'Temat'),
  block('Od', 'Odesláno', 'Komu', 'Předmět'),
  block('От', 'Отправлено', 'Кому', 'Тема'),
  block('Kimden', 'Gönderme Tarihi', 'Kime', 'Konu'),
  block('Feladó', 'Elküldve', 'Címzett', 'Tárgy'),
  block('De la', 'Trimis', 'Către', 'Subiect'),
  block('发件人', '发送时间', '收件人', '主题'),
  block('寄件者', '寄件日期', '收件者', '主旨'),
  block('差出人', '送信日時', '宛先', '件名'),
  block('보낸 사람', '보낸 날짜', '받는 사람', '제목'),
  block('보낸사람 ', '날짜 ', '받는사람 ', '제목 '),
  `________________________________\n${block('From', 'Sent', 'To', 'Subject')}`,
  'From: Kim\n\nSent: Tuesday\n\nTo: desk@x.example\n\nSubject: Printer',
  ...[
    '-----Original Message-----',
    '-----Ursprüngliche Nachricht-----',
    '-------- Message transféré --------',
    '-----Mensaje original-----',
  ],
  ...[
    '-----Mensagem original-----',
    '-----Messaggio originale-----',
    '-----Oorspronkelijk bericht-----',
    '-----Исходное сообщение-----',
  ],
  ...[
    '-----Orijinal Mesaj-----',
    '------------------ 原始邮件 ------------------',
    '-----원본 메시지-----\n보낸 사람: 김철수',
    '--------- 원본 메일 ---------',
  ],
  ...[
    '---------- Forwarded message ----------',
    '---------- 전달된 메시지 ----------',
    'Begin forwarded message:',
    'Anfang der weitergeleiteten Nachricht:',
  ],
]

describe('a reply above', () => {
  test.each([...attributions, ...borders])('%j and a quote is what is new', (line) => {
    const { newText, quotedText } = splitReply(`Hi\n\nSecond line.\n\n${line}\n\n> old\n> older\n`)
    expect(newText).toBe('Hi\n\nSecond line.')
    expect(quotedText).toContain('> old')
  })

  test.each([...attributions, ...borders])('%j and text without quote marks is what is new', (line) => {
    expect(splitReply(`Hi\n\nSecond line.\n\n${line}\n\nold text\nmore of it\n`).newText).toBe('Hi\n\nSecond line.')
  })
})

describe('a line that an app added', () => {
  test.each([
    ...[
      'Sent from my iPhone',
      'Sent from Outlook for iOS',
      'Get Outlook for Android<https://aka.ms/x>',
      'Sent from Mail for Windows',
      'Von meinem iPhone gesendet',
    ],
    ...[
      'Gesendet mit der Mobile Mail App',
      'Outlook für Android herunterladen',
      'Envoyé de mon iPhone',
      'Enviado desde mi iPhone',
      'Enviado do meu iPhone',
      'Inviato da iPhone',
    ],
    ...[
      'Verstuurd vanaf mijn iPhone',
      'Skickat från min iPhone',
      'Sendt fra min iPhone',
      'Lähetetty iPhonesta',
      'Wysłane z iPhone',
      'Odesláno z iPhonu',
      'Отправлено с iPhone',
    ],
    ...[
      "iPhone'umdan gönderildi",
      'iPhoneから送信',
      '发自我的 iPhone',
      '從我的 iPhone 傳送',
      '나의 iPhone에서 보냄',
      '삼성 Galaxy 스마트폰에서 보냄',
      '네이버 메일 앱에서 보냈습니다.',
      'iOS용 Outlook 받기',
    ],
  ])('%j is no text', (line) => {
    expect(splitReply(`Hi\n\n${line}\n`)).toEqual({ newText: 'Hi', quotedText: null, signature: line })
  })
})
