import type { Child } from 'hono/jsx'
import { assetPath } from './asset.ts'
import type { Reader } from './reader.ts'

/** The bare document around every page: language, look, styles and the one script. */
export const Document = (props: { reader: Reader; title: string; body?: string; children?: Child }) => {
  const { reader, title, body, children } = props
  const { texts } = reader
  return (
    <html lang={reader.language} data-theme={reader.theme} data-density={reader.density}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${texts.product}`}</title>
        <link rel="icon" type="image/svg+xml" href={assetPath('icon.svg')} />
        <link rel="stylesheet" href={assetPath('app.css')} />
        <link rel="stylesheet" href={assetPath('font.css')} />
        <script type="module" src={assetPath('app.js')}></script>
      </head>
      <body class={body}>
        <a class="skip" href="#content">
          {texts.skip}
        </a>
        {children}
      </body>
    </html>
  )
}
