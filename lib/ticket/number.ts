/** A ticket number: the process's prefix, a dash, and a count without leading zeros, such as `INC-12`. */
export const ticketNumber = (prefix: string, count: number): string => `${prefix}-${count}`

/** The number as it is stored, if the text is one in any case (`inc-12` → `INC-12`), else nothing. */
export const parseNumber = (text: string): string | undefined => {
  const found = /^([A-Za-z]{2,5})-([1-9][0-9]{0,11})$/.exec(text.trim())
  return found ? `${found[1]!.toUpperCase()}-${found[2]}` : undefined
}
