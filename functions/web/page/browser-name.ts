/** Browsers by what they write of themselves; the first that fits, because most claim to be others too. */
const browsers = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const devices = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
] as const

const first = (known: readonly (readonly [RegExp, string])[], text: string) =>
  known.find(([pattern]) => pattern.test(text))?.[1]

/** What people call a browser, and the device it runs on, by its User-Agent; nothing for what we do not know. */
export const browserName = (userAgent: string): readonly [browser: string, device: string] | undefined => {
  const [browser, device] = [first(browsers, userAgent), first(devices, userAgent)]
  return browser && device ? [browser, device] : undefined
}
