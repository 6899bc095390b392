/**
 * What mail clients write around the mail that is answered, in every language we know of. Compared in lower case.
 * Each table lists one language a line where that helps the reader.
 */

/** Names of header lines in a quoted header block, by what they mean. */
export const headerNames: Readonly<Record<'from' | 'to' | 'date' | 'subject' | 'other', readonly string[]>> = {
  from: words(
    'from|von|de|de la|da|van|från|fra|od|nadawca|od kogo|от|от кого|отправитель|від|від кого|kimden|gönderen|lähettäjä|feladó|expéditeur|remitente|mittente|remetente',
    'afzender|avsändare|afsender|avsender|expeditor|odesílatel|odosielateľ|pošiljatelj|saatja|no|nuo|từ|người gửi|dari|pengirim|จาก|ผู้ส่ง|από|מאת|من|от кога',
    '发件人|寄件者|寄件人|發件人|差出人|送信者|送信元|보낸 사람|보낸사람|보낸이|발신인|발신|발신자|보내는 사람|from address',
  ),
  to: words(
    'to|an|à|a|para|per|aan|til|till|do|komu|pro|кому|kime|alıcı|vastaanottaja|címzett|către|adresat|empfänger|destinataire|destinatario|destinatário|ontvanger|mottagare',
    'modtager|đến|tới|người nhận|kepada|untuk|ถึง|προς|אל|إلى|za|kam|收件人|收件者|宛先|送信先|받는 사람|받는사람|받는이|수신인|수신|수신자|dla',
  ),
  date: words(
    "sent|date|date sent|sent on|sent at|gesendet|datum|gesendet am|envoyé|envoyé le|date d'envoi|enviado|enviada|enviado el|enviado em|enviada em|enviado a las|fecha|data",
    'inviato|data invio|verzonden|verzonden op|skickat|datum|sendt|dato|dato sendt|wysłano|data wysłania|wysłane|lähetetty|päiväys|pvm|päivämäärä|отправлено|дата|надіслано|gönderme tarihi',
    'gönderildi|tarih|elküldve|küldve|dátum|küldés dátuma|trimis|odesláno|odoslané|poslano|gửi|đã gửi|ngày|tanggal|dikirim|วันที่|ส่งเมื่อ|στάλθηκε|ημερομηνία|נשלח|תאריך|تاريخ الإرسال|التاريخ',
    '发送时间|发送日期|日期|时间|寄件日期|傳送日期|傳送時間|送信日時|送信日|日時|日付|보낸 날짜|보낸날짜|날짜|보낸 시간|보낸시간|보낸 일시|보낸일시|발송일시|발송일|발신일시|일시|작성일|le|received|empfangen',
  ),
  subject: words(
    'subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|konu|tárgy|subiect|gegenstand|chủ đề|tiêu đề|perihal|subjek|judul|เรื่อง|หัวเรื่อง|θέμα|נושא|الموضوع',
    '主题|主旨|主題|标题|標題|件名|제목',
  ),
  other: words(
    'cc|bcc|kopie|copie|copie à|copia|cópia|kopia|kopi|másolat|másolatot kap|копия|копія|bilgi|dw|udw|cco|ccn|kopio|kopiërovat|kopija|с копией|κοιν|抄送|副本|ｃｃ|참조|숨은참조|숨은 참조|reply-to|reply to',
    'antwort an|répondre à|responder a|rispondi a|svar til|ответить|reply|importance|priority|wichtigkeit|importancia|importanza|prioriteit|важность|重要度|중요도|attachments|attachment|anlagen|pièces jointes|adjuntos|allegati',
    'bijlagen|첨부파일|첨부|sender|organization|message-id|message id|posted at|posted on|conversation|newsgroups|received on|mailed-by|envelope-to|x-mailer|mime-version|content-type',
  ),
}

/** "wrote" in every language, as the line above a quote says it. */
export const wroteWords: readonly string[] = words(
  'wrote|writes|has written|quoting|citing|zitat von|citando a|citando|citation de|schrieb|geschrieben|a écrit|écrit|a ecrit|écrivait|escribió|escribio|ha escrito|escribe|ha scritto|scrive|scrisse|escreveu|escreve|schreef|het volgende geschreven',
  'skrev|skrifaði|skrev følgende|kirjoitti|napisał|napisała|napisał(a)|napisał/a|pisze|napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|píše|написал|написала|написал(а)|пишет|писал|писал(а)|написано',
  'написав|написала|написав(ла)|пише|написа|yazdı|şunu yazdı|şöyle yazdı|írta|ezt írta|a következőt írta|a scris|napisao|napisala|napisal|je napisao|je napisala|je napisao/la|piše|je napisal|napisao je|έγραψε|έγραψες|kirjutas|rakstīja|parašė|rašė',
  'va escriure|ha escrit|idatzi zuen|escribiu|menulis|tulis|đã viết|viết|เขียนว่า|เขียน|כתב|כתבה|כתב/ה|מאת|كتب|نوشت|写道|寫道|写到|來信|の書き込み|さんは書きました|さんが書きました|のメッセージ|wrote on|님이 작성|님이 씀|작성|님의 말|님이 쓴 글|님이 쓰신 글|님께서 작성|메시지',
)

/** Words with which a line above a quote begins before the date. */
export const onWords: readonly string[] = words(
  'on|am|le|el|il|em|op|den|på|dnia|dne|dňa|w dniu|в|во|у|pada|vào|vào ngày|lúc|τη|στις|la|a|al|dia|no dia|në|kl|ne|på|i|el dia|le mer|em dom|ב|في|在|於|dana|u|2|pe|în|data de|ons|tor|fre',
  'mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mo|di|mi|do|fr|sa|so|seg|ter|qua|qui|sex|sáb|dom|mié|jue|vie|mié|пн|вт|ср|чт|пт|сб|вс|нд|pon|wt|śr|czw|pt|sob|niedz|po|út|st|čt|pá|ne|pzt|sal|çar|per|cum|cmt|paz|ma|di|wo|vr|za|zo|man|tir|lör|sön|tis|to|ti|ke|pe|la|su',
)

/** What stands between dashes above a mail that is answered or passed on, and, with a colon, without dashes. */
export const originalPhrases: readonly string[] = words(
  'original message|original mail|original|originalmail|message transféré|mensaje original|mensagem original|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|origineel bericht|ursprungligt meddelande',
  "ursprüngliche nachricht|originalnachricht|ursprüngliche mail|original-nachricht|weitergeleitete nachricht|weitergeleitete mail|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|message d'origine|message original|message initial|message d’origine|message transmis|message réexpédié|début du message transféré|début du message réexpédié",
  'mensaje reenviado|forwarded message|forwarded mail|forwarded by|begin forwarded message|start of forwarded message|inizio messaggio inoltrato|messaggio inviato|mensagem encaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|inicio del mensaje reenviado|comienzo del mensaje reenviado',
  'doorgestuurd bericht|begin doorgestuurd bericht|oprindelig meddelelse|oprindelig besked|videresendt meddelelse|videresendt besked|opprinnelig melding|opprinnelig e-post|videresendt melding|start på videresendt|vidarebefordrat meddelande|vidarebefordrat brev|vidarebefordrat mail|påbörja vidarebefordrat|alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti',
  'wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana|przekazana wiadomość|przesłana wiadomość|treść przekazanej wiadomości|początek przekazywanej|původní zpráva|přeposlaná zpráva|pôvodná správa|preposlaná správa|исходное сообщение|оригинальное сообщение|первоначальное сообщение|пересылаемое сообщение|пересланное сообщение|начало переадресованного|конец пересылаемого|початкове повідомлення|оригінальне повідомлення|переслане повідомлення',
  'orijinal mesaj|özgün ileti|orjinal mesaj|iletilmiş mesaj|iletilen mesaj|yönlendirilen mesaj|eredeti üzenet|továbbított üzenet|továbbított levél|mesaj original|mesajul original|mesaj redirecționat|mesaj redirectionat|αρχικό μήνυμα|προωθημένο μήνυμα|originalno sporočilo|izvorna poruka|originalna poruka|posredovano sporočilo|thư gốc|tin nhắn gốc|thư đã chuyển tiếp|tin nhắn đã chuyển tiếp|pesan asli|pesan terusan|ข้อความเดิม|ข้อความต้นฉบับ|ข้อความที่ส่งต่อ',
  'הודעה מקורית|ההודעה המקורית|הודעה שהועברה|הודעה שהועברה|الرسالة الأصلية|رسالة أصلية|رسالة معاد توجيهها|الرسالة المعاد توجيهها|пренасочено съобщение',
  '原始邮件|原始郵件|邮件原件|原邮件|原文|原信件|回复的原邮件|转发邮件|转发邮件信息|转发的邮件|被转发邮件信息|转发的消息|开始转发的邮件|轉寄郵件|轉寄的郵件|轉寄訊息|開始轉寄郵件|元のメッセージ|元のメール|オリジナルメッセージ|転送されたメッセージ|転送メッセージ|転送開始|original mail content|reply message|回复邮件|原始信件',
  '원본 메시지|원본메시지|원본 메일|원본메일|원본 메세지|원본 편지|원본 이메일|원본 내용|원문|전달된 메시지|전달된메시지|전달된 메일|전달 메시지|전달된 메세지|아래는 전달된 메시지입니다|받은 메시지|이전 메시지|메일 원본',
)

function words(...lines: string[]): string[] {
  return [...new Set(lines.flatMap((line) => line.split('|')))]
}
