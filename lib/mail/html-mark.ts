import { attribute } from './html-token.ts'

/**
 * Characters that stand in rendered text for what only the HTML knew. They are Unicode noncharacters, which no mail may
 * use, and they never leave this folder.
 */
export const quoteStarts = '\ufdd0'
export const signatureStarts = '\ufdd1'
export const signatureEnds = '\ufdd2'

/** All of the above, to take them out. */
export const marks = /[\ufdd0-\ufdd2]/g

/** Ids and classes by which mail clients mark the mail that is answered. Each stands at its beginning. */
const quoteNames =
  /^(?:x_)*(?:divrplyfwdmsg|appendonsend|olk_src_body_section|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|replysplit|isreplycontent|yahoo_quoted|yahoo-quoted|moz-cite-prefix|moz-forward-container|protonmail_quote|proton-quote|zmail_extra|gmail_attr|outlookmessageheader|quoted-mail|reply-quote|tutanota_quote|ntes_reply|bb_quote|hm_quote|hmmessage_quote|naver_original|origmsg|originalmessage|dm_original|daum_original|spark-quote|messagereplysection|mailmaster_reply|foxmail_quote|ydp[a-z0-9]{1,12}yahoo_quoted)$/i

/** Outlook for Windows: the rule above "From:" has no name, only these colours. */
const outlookRule = /border-top:\s{0,3}solid\s{1,3}#?(?:b5c4df|e1e1e1|c3d9ff|windowtext)\s{1,3}1\.0pt/i

const signatureNames =
  /^(?:x_)*(?:gmail_signature|applemailsignature|ms-outlook-mobile-signature|ms-outlook-ios-signature|signature|email-signature|ymail_android_signature|protonmail_signature_block|moz-signature|mobile_signature|yahoo-style-wrap-signature|spark-signature|messagesignaturesection|_mailplus_signature)$/i

/** What an element's tag says about the text in it. */
export const markOf = (tag: string, attributes: string): 'quote' | 'signature' | null => {
  if (attributes.length < 4) return null
  const names =
    `${attribute(attributes, 'id') ?? ''} ${attribute(attributes, 'class') ?? ''} ${attribute(attributes, 'name') ?? ''}`
      .trim()
      .split(/\s+/, 20)
  if (names.some((name) => quoteNames.test(name))) return 'quote'
  if (names.some((name) => signatureNames.test(name))) return 'signature'
  if (tag === 'hr' && names.some((name) => /^(?:x_)*stopspelling$/i.test(name))) return 'quote'
  const isRule =
    (tag === 'div' || tag === 'p' || tag === 'td') && outlookRule.test(attribute(attributes, 'style') ?? '')
  return isRule ? 'quote' : null
}
