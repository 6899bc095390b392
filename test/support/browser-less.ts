/** A browser without windows: it keeps cookies, follows no redirect by itself, and sends what a browser would send. */
export interface Browser {
  /** Asks for a page of the desk; a form makes it a POST from our own page. */
  ask(url: string, options?: { form?: Record<string, string>; headers?: Record<string, string> }): Promise<Response>
  /** As `ask`, and then wherever it is sent; `at` is the page where it ends. */
  follow(url: string, options?: Parameters<Browser['ask']>[1]): Promise<Response & { readonly at: URL }>
  /** The cookies by name. */
  readonly cookies: Map<string, string>
  /** The Cookie header that it sends. */
  cookieHeader(): string
}

/** A new browser at `base`, which knows nobody yet. All its cookies are one jar: a desk has one host. */
export const openBrowser = (base: string): Browser => {
  const cookies = new Map<string, string>()
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const ask: Browser['ask'] = async (url, { form, headers = {} } = {}) => {
    const target = new URL(url, base)
    const answer = await fetch(target, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: cookieHeader(),
        'user-agent': 'Firefox on a test',
        ...(form && { origin: target.origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(form && { body: new URLSearchParams(form) }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      const isGone = /;\s*Max-Age=0/i.test(set) || /expires=Thu, 01 Jan 1970/i.test(set)
      if (isGone || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const follow: Browser['follow'] = async (url, options) => {
    let at = new URL(url, base)
    let answer = await ask(at.href, options)
    for (let step = 0; answer.status >= 300 && answer.status < 400; step++) {
      if (step === 10) throw new Error(`${url} leads from redirect to redirect`)
      await answer.body?.cancel()
      at = new URL(answer.headers.get('location') ?? '', at)
      answer = await ask(at.href)
    }
    return Object.assign(answer, { at })
  }
  return { ask, follow, cookies, cookieHeader }
}
