import type { Child } from 'hono/jsx'
import { deskZone } from '../../../lib/policy/zone.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import { type ConsoleTexts, consoleTexts } from './text.ts'

/** What every page knows of its reader. */
export interface Reader {
  readonly language: Language
  readonly texts: ConsoleTexts
}

/** The reader's language, by what the browser asks for first. */
export const readerOf = (acceptLanguage: string | undefined): Reader => {
  const language = /^\s*ko\b/i.test(acceptLanguage ?? '') ? 'ko' : 'en'
  return { language, texts: consoleTexts[language] }
}

/** An instant, in the desk's zone until the browser shows it in the reader's. */
export const Time = ({ at, reader }: { at: string; reader: Reader }) => (
  <time datetime={at}>
    {new Intl.DateTimeFormat(reader.language, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: deskZone,
    }).format(new Date(at))}
  </time>
)

/** The frame of every page. */
export const Layout = (props: {
  reader: Reader
  heading: string
  here: 'tickets' | 'letters' | ''
  children: Child
}) => {
  const { texts, language } = props.reader
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${props.heading} · ${texts.title}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/console.css" />
        <script type="module" src="/assets/console.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        <header class="bar">
          <a class="brand" href="/">
            {texts.title}
          </a>
          <nav aria-label={texts.title}>
            <a href="/" aria-current={props.here === 'tickets' ? 'page' : undefined}>
              {texts.tickets}
            </a>
            <a href="/letters" aria-current={props.here === 'letters' ? 'page' : undefined}>
              {texts.letters}
            </a>
          </nav>
        </header>
        <main id="content">
          <h1>{props.heading}</h1>
          {props.children}
        </main>
      </body>
    </html>
  )
}

/** A page that says that there is nothing, and why. */
export const Empty = ({ text, hint }: { text: string; hint?: string }) => (
  <div class="card empty">
    <p>{text}</p>
    {hint && <p>{hint}</p>}
  </div>
)
