import { describe, expect, test } from 'vitest'
import { renderHtml } from '../../../lib/mail/html-text.ts'
import { aLetter, aLetterOf, aTextLetter } from './a-mail.ts'

const plain = (text: string) => `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`
const html = (text: string) => `Content-Type: text/html; charset=utf-8\r\n\r\n${text}`

describe('the text of a mail', () => {
  test('is the plain part where there are both', async () => {
    const letter = await aLetterOf('multipart/alternative', plain('plain'), html('<p>rich</p>'))
    expect([letter.text, letter.html]).toEqual(['plain', '<p>rich</p>'])
  })

  test('is the HTML where the plain part is blank', async () => {
    expect((await aLetterOf('multipart/alternative', plain(' \r\n'), html('<p>rich</p>'))).text).toBe('rich')
  })

  test('is every text part one after the other', async () => {
    expect((await aLetterOf('multipart/mixed', plain('one'), html('<p>two</p>'), plain('three'))).text).toBe(
      'one\n\ntwo\n\nthree',
    )
  })

  test('that came as format=flowed has its paragraphs back', async () => {
    const flowed = { 'content-type': 'text/plain; format=flowed' }
    expect((await aLetter(flowed, 'a \r\nb\r\n> q \r\n> r\r\n-- \r\nme')).text).toBe('a b\n> q r\n-- \nme')
    expect(
      (await aLetter({ 'content-type': 'text/plain; format=flowed; delsp=yes; charset=utf-8' }, '한 \r\n글')).text,
    ).toBe('한글')
  })

  test('keeps what a signed mail says', async () => {
    const letter = await aLetterOf(
      'multipart/signed',
      plain('signed words'),
      'Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nx',
    )
    expect([letter.text, letter.attachments.map((a) => a.name)]).toEqual(['signed words', ['signature.asc']])
  })

  test('has Unix line breaks', async () => expect((await aTextLetter('a\r\nb\rc\nd')).text).toBe('a\nb\nc\nd'))
})

describe('HTML as text', () => {
  test.each([
    ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['one<br>two<br/><br>three', 'one\ntwo\n\nthree'],
    ['<div>one</div><div><br></div><div>two</div>', 'one\n\ntwo'],
    ['<div>a<div>b<div>c</div></div></div>', 'a\nb\nc'],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', '- a\n- b\n  - c'],
    ['<ol start="3"><li>a<li>b</ol>', '3. a\n4. b'],
    ['a <b>bold</b>   and\n <i>more</i>', 'a bold and more'],
    ['see <a href="https://x.example/p?a=1&amp;b=2">here</a>', 'see here<https://x.example/p?a=1&b=2>'],
    ['<a href="https://x.example/">x.example</a>', 'x.example'],
    ['<a href="mailto:a@x.example">a@x.example</a>', 'a@x.example'],
    ['<a href="javascript:alert(1)">click</a>', 'click'],
    ['<blockquote>q<br>r</blockquote>mine', '> q\n> r\n\nmine'],
    ['<pre>a\n  b\n\n c</pre>', 'a\n  b\n\n c'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['x<script>bad()</script><style>p{}</style><!-- no --><title>t</title>y', 'xy'],
    ['a<div style="display: none">hidden</div>b', 'ab'],
    ['&lt;tag&gt; &amp;amp; &eacute; &#44032; &#x1F600; &#150; &unknown;', '<tag> &amp; é 가 😀 – &unknown;'],
    ['a < b and c > d', 'a < b and c > d'],
    ['<img alt="logo" src="x">', '[logo]'],
    ['<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p>', 'a\n\nb'],
    ['<p title="a > b">x</p>', 'x'],
    ['never <b>closed', 'never closed'],
    ['cut <a hre', 'cut <a hre'],
  ])('%j', (source, text) => expect(renderHtml(source)).toBe(text))

  test('that hides everything by a tag that is never closed hides nothing', () => {
    expect(renderHtml('a<div style="display:none">b')).toBe('a\nb')
  })
})
