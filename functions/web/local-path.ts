/**
 * Where to go on after the sign-in: a path of this desk with its query, or `/` for anything that could lead elsewhere (a
 * second slash or a backslash begins a host, and browsers drop control characters before they look) or back to the sign-in.
 */
export const localPath = (given = '/'): string =>
  given.length <= 2000 && /^\/(?!\/|sign-(?:in|out)\b)[^\\\p{Cc}]*$/u.test(given) ? given : '/'
