const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const attributesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name!, unescaped(value ?? '')]),
  )

/** What a browser would send of one form of a page, the first whose action is this, if nobody touched it. */
export const sentForm = (html: string, action: string): URLSearchParams => {
  const form = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].find(
    ([, head]) => attributesIn(head!).action === action && attributesIn(head!).method === 'post',
  )?.[2]
  if (form === undefined) throw new Error(`There is no form for ${action} in this page.`)
  const sent = new URLSearchParams()
  const field = /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g
  for (const [, input, area, text, select, options] of form.matchAll(field)) {
    const { name, type, value = 'on', ...rest } = attributesIn(input ?? area ?? select ?? '')
    if (!name || 'disabled' in rest) continue
    if (area !== undefined) sent.append(name, unescaped(text ?? '').replace(/^\n/, ''))
    else if (select !== undefined) {
      const all = [...(options ?? '').matchAll(/<option\b([^>]*)>/g)].map(([, head]) => attributesIn(head!))
      const chosen = all.find((option) => 'selected' in option) ?? all[0]
      if (chosen) sent.append(name, chosen.value ?? '')
    } else if (type === 'file') continue
    else if ((type !== 'checkbox' && type !== 'radio') || 'checked' in rest) sent.append(name, value)
  }
  return sent
}

/** The form with other values in some of its fields. */
export const filled = (form: URLSearchParams, values: Readonly<Record<string, string>>): URLSearchParams => {
  const result = new URLSearchParams(form)
  for (const [name, value] of Object.entries(values)) result.set(name, value)
  return result
}
