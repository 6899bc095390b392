import { Document } from './document.tsx'
import { Sky } from './piece/sky.tsx'
import type { Reader } from './reader.ts'

/** A page that says why there is no other, and how to go on. */
export const RefusedPage = ({ reader, status, detail }: { reader: Reader; status: number; detail: string }) => {
  const { texts } = reader
  const known = texts.problem[status as keyof typeof texts.problem] ?? texts.problem[400]
  // Details are written in English; whoever reads Korean gets the hint alone where there is one for the status.
  const shown = reader.language === 'en' && status !== 404 ? detail : known.hint
  return (
    <Document reader={reader} title={known.heading} body="alone">
      <main id="content" class="refused">
        <Sky />
        <p class="eyebrow">{status}</p>
        <h1>{known.heading}</h1>
        <p>{shown}</p>
        <p>
          <a class="button" href="/">
            {texts.back}
          </a>
        </p>
      </main>
    </Document>
  )
}
