const compiled = new Map<string, RegExp>()

/**
 * True when `text` fits an IAM pattern: `*` is any run of characters, `?` one (IAM User Guide, "Using wildcards in
 * resource ARNs"). Policies use few patterns, so each is compiled once.
 */
export function fits(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true
  let expression = compiled.get(pattern)
  if (expression === undefined) {
    const body = pattern
      .replace(/[\\^$+.()|[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
    expression = new RegExp(`^${body}$`, 's')
    compiled.set(pattern, expression)
  }
  return expression.test(text)
}
