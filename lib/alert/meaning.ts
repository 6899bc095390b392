/**
 * What `word` means by a format's own table, whose keys are in lower case with `_` for blanks and hyphens; undefined
 * when the table does not know it.
 */
export const meaning = <T>(table: Readonly<Record<string, T>>, word: string | null | undefined): T | undefined => {
  if (!word || word.length > 200) return undefined
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return Object.hasOwn(table, key) ? table[key] : undefined
}
