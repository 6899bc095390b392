const parsed = new WeakMap<Buffer, URLSearchParams>()

/** The fields of a query-protocol request (SES, SNS); read once, however many parts ask. */
export function formOf(body: Buffer): URLSearchParams {
  let form = parsed.get(body)
  if (form === undefined) {
    form = new URLSearchParams(body.toString('utf8'))
    parsed.set(body, form)
  }
  return form
}

/** The values of a list field: `Destinations.member.1`, `.2`, …. */
export function listIn(form: URLSearchParams, name: string): string[] {
  const values: string[] = []
  for (let index = 1; form.has(`${name}.member.${index}`); index++) values.push(form.get(`${name}.member.${index}`)!)
  return values
}
