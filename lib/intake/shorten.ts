/** The text, cut to so many UTF-16 units with an ellipsis at the end, never through a surrogate pair. */
export const cutTo = (most: number, text: string): string => {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}
