/**
 * Joins the lines that format=flowed (RFC 3676) broke: a line that ends with a space goes on in the next one of the same
 * quote depth. With `deletesSpace` (DelSp=yes, used for Chinese and Japanese) the space itself was added too.
 */
export const joinFlowed = (text: string, deletesSpace: boolean): string => {
  const out: string[] = []
  let paragraph: string[] = []
  let depth = 0
  const end = () => {
    if (paragraph.length > 0) out.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + paragraph.join(''))
    paragraph = []
  }
  for (const line of text.split('\n')) {
    const marks = /^>{0,200}/.exec(line)![0].length
    const content = line.slice(marks).replace(/^ /, '')
    if (marks !== depth) end()
    depth = marks
    const isDash = content === '-- '
    if (isDash) end()
    const goesOn = content.endsWith(' ') && !isDash
    paragraph.push(goesOn && deletesSpace ? content.slice(0, -1) : content)
    if (!goesOn) end()
  }
  end()
  return out.join('\n')
}
