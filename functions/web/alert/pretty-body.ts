/** More than this nobody reads on a page. */
const mostLetters = 100_000

/** Numbers stand as they were written: ids of senders go beyond what a number of ours holds. (ECMAScript proposal "JSON.parse source text access".) */
const numbersAsWritten = (_: string, value: unknown, { source }: { readonly source?: string } = {}): unknown =>
  typeof value === 'number' && source !== undefined
    ? (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source)
    : value

const indented = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body, numbersAsWritten), null, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return body
    throw error
  }
}

/** A body to be read: JSON with a line for each field, anything else as it came. */
export const prettyBody = (body: string): { readonly text: string; readonly isCut: boolean } => {
  const text = indented(body)
  return { text: text.slice(0, mostLetters), isCut: text.length > mostLetters }
}
