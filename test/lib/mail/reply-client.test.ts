import { describe, expect, test } from 'vitest'
import { replyMarker } from '../../../lib/mail/marker.ts'
import { aLetter, aLetterOf } from './a-mail.ts'

const newText = async (html: string) => (await aLetter({ 'content-type': 'text/html; charset=utf-8' }, html)).newText

const outlookHeader =
  '<b>From:</b> Desk &lt;help@desk.example&gt;<br><b>Sent:</b> Tuesday<br><b>To:</b> Kim<br><b>Subject:</b> Printer'

describe('a reply written with', () => {
  test.each([
    [
      'Gmail',
      '<div dir="ltr">Hi</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 10:11 AM Desk &lt;<a href="mailto:help@desk.example">help@desk.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote">old</blockquote></div>',
    ],
    [
      'Gmail in Korean',
      '<div dir="ltr">Hi</div><br><div class="gmail_quote"><div class="gmail_attr">2024년 3월 5일 (화) 오전 10:11, Desk &lt;help@desk.example&gt;님이 작성:<br></div><blockquote>old</blockquote></div>',
    ],
    [
      'Gmail with a signature',
      '<div dir="ltr">Hi<br clear="all"><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Kim<br>Acme</div></div>',
    ],
    [
      'Apple Mail',
      '<body>Hi<div><br><div><div>On Mar 5, 2024, at 10:11 AM, Desk &lt;help@desk.example&gt; wrote:</div><br class="Apple-interchange-newline"><blockquote type="cite">old</blockquote></div></div></body>',
    ],
    [
      'an iPhone',
      '<body dir="auto">Hi<br><br><div>Sent from my iPhone</div><div><br><blockquote type="cite">On 5 Mar 2024, at 10:11, Desk &lt;help@desk.example&gt; wrote:<br></blockquote></div><blockquote type="cite">old</blockquote></body>',
    ],
    [
      'Outlook on the web',
      `<div>Hi</div><div id="Signature"><div>Kim</div></div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg">${outlookHeader}</div><div>old</div>`,
    ],
    [
      'Outlook',
      `<div class=WordSection1><p class=MsoNormal>Hi<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>${outlookHeader}</p></div><p>old</p></div>`,
    ],
    ['Outlook without its rule', `<p class=MsoNormal>Hi</p><p class=MsoNormal>${outlookHeader}</p><p>old</p>`],
    [
      'Windows Mail',
      `<p class=MsoNormal>Hi</p><p>Sent from <a href="https://go.example/?id=5">Mail</a> for Windows</p><div style="border-top:solid #E1E1E1 1.0pt">${outlookHeader}</div><p>old</p>`,
    ],
    [
      'Thunderbird',
      '<p>Hi</p><div class="moz-cite-prefix">On 3/5/24 10:11, Desk wrote:<br></div><blockquote type="cite"><p>old</p></blockquote>',
    ],
    [
      'Thunderbird, below the quote',
      '<div class="moz-cite-prefix">On 3/5/24 10:11, Desk wrote:<br></div><blockquote type="cite"><p>old</p></blockquote><p>Hi</p><div class="moz-signature">-- <br>Kim</div>',
    ],
    [
      'Yahoo',
      '<div>Hi</div><div class="yahoo_quoted"><div>On Tuesday, March 5, 2024, 10:11 AM, Desk &lt;help@desk.example&gt; wrote:</div><div>old</div></div>',
    ],
    [
      'Proton',
      '<div>Hi</div><div class="protonmail_quote">On Tuesday, Desk &lt;help@desk.example&gt; wrote:<br><blockquote>old</blockquote></div>',
    ],
    [
      'Spark',
      '<div name="messageBodySection">Hi</div><div name="messageSignatureSection">Kim</div><div name="messageReplySection">On Mar 5, 2024, 10:11 AM +0900, Desk &lt;help@desk.example&gt;, wrote:<blockquote type="cite">old</blockquote></div>',
    ],
    [
      'Naver',
      '<p>Hi</p><p>-----Original Message-----<br><b>From:</b> "Desk"&lt;help@desk.example&gt;<br><b>To:</b> "Kim"&lt;kim@naver.example&gt;;<br><b>Sent:</b> 2024-03-05 (화) 10:11:12<br><b>Subject:</b> 프린터</p><div>old</div>',
    ],
    [
      'Daum',
      '<p>Hi</p><div>--------- 원본 메일 ---------<br><b>보낸사람</b>: Desk &lt;help@desk.example&gt;<br><b>받는사람</b>: kim@daum.example<br><b>날짜</b>: 2024년 3월 5일<br><b>제목</b>: 프린터</div><div>old</div>',
    ],
    [
      'QQ',
      '<div>Hi</div><div>------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> "Desk"&lt;help@desk.example&gt;;</div><div><b>发送时间:</b> 2024年3月5日</div><div><b>主题:</b> x</div><div>old</div>',
    ],
    [
      '163',
      '<div>Hi</div><pre>在 2024-03-05 10:11:12，"Desk" &lt;help@desk.example&gt; 写道：</pre><blockquote id="isReplyContent">old</blockquote>',
    ],
    ['any client, above our marker', `<p>Hi</p><div>Desk wrote:</div><div><p>${replyMarker}</p><p>old</p></div>`],
  ])('%s has only what is new', async (_, source) => expect(await newText(source)).toBe('Hi'))

  test('an editor that indents by blockquote keeps what is indented', async () => {
    expect(await newText('<div>Hi</div><blockquote style="margin:0 0 0 40px;border:none">mine</blockquote>')).toBe(
      'Hi\n\nmine',
    )
  })
})

describe('a plain text that does not show where the quote begins', () => {
  test('leaves it to the HTML beside it', async () => {
    const letter = await aLetterOf(
      'multipart/alternative',
      'Content-Type: text/plain\r\n\r\nHi\r\n\r\nold words',
      'Content-Type: text/html\r\n\r\n<div>Hi</div><div id="divRplyFwdMsg"></div><div>old words</div>',
    )
    expect(letter).toMatchObject({ newText: 'Hi', quotedText: 'old words', text: 'Hi\n\nold words' })
  })
})

describe('what is folded away', () => {
  test('is kept as quote and as signature', async () => {
    const letter = await aLetter(
      {},
      'Hi\n\n-- \nKim\n\nOn Tue, Mar 5, 2024 at 10:11 AM Desk <help@desk.example> wrote:\n> old',
    )
    expect(letter).toMatchObject({
      newText: 'Hi',
      signature: '--\nKim',
      quotedText: 'On Tue, Mar 5, 2024 at 10:11 AM Desk <help@desk.example> wrote:\n> old',
    })
    expect(letter.text).toContain('> old')
  })
})
