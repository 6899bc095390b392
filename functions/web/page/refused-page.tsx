import { Document } from './document.tsx'
import { Sky } from './piece/sky.tsx'
import type { Reader } from './reader.ts'

/** A page that says why there is no other, and how to go on. */
export const RefusedPage = (props: { reader: Reader; status: number; detail: string }) => {
  const { reader, status, detail } = props
  const { texts } = reader
  const known = texts.problem[status as keyof typeof texts.problem] ?? texts.problem[400]
  return (
    <Document reader={reader} title={known.heading} body="alone">
      <main id="content" class="refused">
        <Sky />
        <p class="eyebrow">{status}</p>
        <h1>{known.heading}</h1>
        <p>{known.hint}</p>
        {status !== 404 && (
          <p class="small soft" lang="en">
            {detail}
          </p>
        )}
        <p>
          <a class="button" href="/">
            {texts.back}
          </a>
        </p>
      </main>
    </Document>
  )
}
