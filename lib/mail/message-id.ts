/** RFC 5322 lets a line have 998 characters; a longer id is no id. */
const id = /<\s?([^<>]{1,998})>/g

/** Message-IDs of a header value, brackets and white space off, in order, each once. Ids without brackets count too. */
export const readIds = (raw: string): string[] => {
  const bracketed = [...raw.matchAll(id)].map(([, found]) => found!.replace(/\s/g, ''))
  const ids =
    bracketed.length > 0
      ? bracketed
      : raw.split(/[\s,<>]+/).filter((word) => word.includes('@') || !raw.trim().includes(' '))
  return [...new Set(ids.filter((found) => found !== ''))]
}
