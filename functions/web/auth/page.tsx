import { createHash } from 'node:crypto'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Language } from '../../../lib/ticket/message.ts'
import type { Response } from '../../edge/http.ts'
import { Mark } from '../page/piece/sky.tsx'
import { pageTexts } from '../page/text.ts'
import { authTexts, type Trouble } from './text.ts'

/** These pages must stand when nothing else does: their style is their own. */
const style = `:root{color-scheme:light dark;--soft:light-dark(#4b566d,#aeb8cb);--accent:light-dark(#1b62d6,#86b6ff);--ground:light-dark(#f5f7fb,#0d121b);--card:light-dark(#fff,#151b27);--line:light-dark(#dde3ee,#263042)}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:linear-gradient(light-dark(#dbe9fd,#10203f),var(--ground) 26rem) no-repeat var(--ground);color:light-dark(#131a2a,#e9edf6);font:16px/1.6 system-ui,"Apple SD Gothic Neo","Noto Sans KR",sans-serif;word-break:keep-all}
main{width:100%;max-width:28rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:light-dark(0 16px 48px rgb(20 30 60/10%),none)}
.brand{display:flex;align-items:center;gap:.5rem;margin:0;color:inherit;font-weight:720;letter-spacing:-.02em}h1{margin:1rem 0 .5rem;letter-spacing:-.02em;font-size:1.4rem;line-height:1.3}p{margin:0 0 1.5rem;color:var(--soft)}form{display:grid;gap:.6rem}
.action{display:block;width:100%;min-height:2.75rem;padding:.55rem 1.25rem;border:1px solid var(--accent);border-radius:.6rem;background:var(--accent);color:light-dark(#fff,#07162f);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.mark-sun{fill:light-dark(#ffc54d,#ffcf6b)}.mark-cloud{fill:var(--accent)}.second{background:none;color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const page = (language: Language, heading: string, status: number, content: Child): Response => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  body: `<!doctype html>${(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${heading} · ${pageTexts[language].product}`}</title>
        <link rel="icon" href="data:," />
        <style>{raw(style)}</style>
      </head>
      <body>
        <main>
          <p class="brand">
            <Mark size={26} />
            {pageTexts[language].product}
          </p>
          <h1>{heading}</h1>
          {content}
        </main>
      </body>
    </html>
  )}`,
})

const Again = ({ language }: { language: Language }) => (
  <a class="action" href="/sign-in?again">
    {authTexts[language].again}
  </a>
)

/** Says why nobody is signed in, with the one thing to do about it. */
export const troublePage = (language: Language, trouble: Trouble, status = 400): Response => {
  const { heading, text } = authTexts[language].trouble[trouble]
  const content = (
    <>
      <p>{text}</p>
      <Again language={language} />
    </>
  )
  return page(language, heading, status, content)
}

/** Says that this browser is signed out. */
export const signedOutPage = (language: Language): Response => {
  const { heading, text } = authTexts[language].signedOut
  const content = (
    <>
      <p>{text}</p>
      <Again language={language} />
    </>
  )
  return page(language, heading, 200, content)
}

/** Asks somebody who is signed in whether, and where, to sign out: a link alone signs nobody out. */
export const signOutPage = (language: Language): Response => {
  const { heading, text, here, everywhere } = authTexts[language].signOut
  const content = (
    <>
      <p>{text}</p>
      <form method="post" action="/sign-out">
        <button class="action" type="submit">
          {here}
        </button>
        <button class="action second" type="submit" formaction="/sign-out/everywhere">
          {everywhere}
        </button>
      </form>
    </>
  )
  return page(language, heading, 200, content)
}
