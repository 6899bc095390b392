/** What a browser shows to be known again. */
export interface Shown {
  readonly personId: string
  readonly sessionId: string
  readonly secret: string
}

/** Seven days, after which no session lasts. */
const cookieSeconds = 7 * 24 * 3600

/**
 * Begin of the names of our cookies. Over TLS `__Host-` binds them to this host alone (RFC 6265bis, 4.1.3.2); on one's own
 * machine the port does, because a browser keeps the cookies of all ports of a host together.
 */
const nameOf = (publicUrl: string): string => {
  const { protocol, port } = new URL(publicUrl)
  return protocol === 'https:' ? '__Host-haneul' : `haneul-${port || '80'}`
}

const setCookie = (publicUrl: string, name: string, value: string, seconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`

/** The Set-Cookie value by which a browser is known from now on. */
export const sessionCookie = (publicUrl: string, { personId, sessionId, secret }: Shown): string =>
  setCookie(publicUrl, nameOf(publicUrl), `${encodeURIComponent(personId)}.${sessionId}.${secret}`, cookieSeconds)

/** The Set-Cookie value by which a browser forgets who it was. */
export const noSessionCookie = (publicUrl: string): string => setCookie(publicUrl, nameOf(publicUrl), '', 0)

/** What a browser shows; nothing when it shows nothing, or nothing of ours. */
export const shownIn = (publicUrl: string, cookies: Readonly<Record<string, string>> = {}): Shown | undefined => {
  const value = cookies[nameOf(publicUrl)] ?? ''
  // An id is at most 100 letters of up to three bytes each, all escaped.
  const found = value.length > 1100 ? null : /^(.+)\.([\w-]{16})\.([\w-]{43})$/.exec(value)
  if (!found) return undefined
  try {
    return { personId: decodeURIComponent(found[1]!), sessionId: found[2]!, secret: found[3]! }
  } catch {
    return undefined
  }
}

const signInName = (publicUrl: string) => `${nameOf(publicUrl)}-sign-in`

/** The Set-Cookie value that binds a sign-in under way to its browser. */
export const signInCookie = (publicUrl: string, secret: string, seconds: number): string =>
  setCookie(publicUrl, signInName(publicUrl), secret, seconds)

/** The secret that binds a sign-in under way to this browser, when it has one. */
export const signInSecretIn = (publicUrl: string, cookies: Readonly<Record<string, string>> = {}): string | undefined =>
  /^[\w-]{43}$/.exec(cookies[signInName(publicUrl)] ?? '')?.[0]
