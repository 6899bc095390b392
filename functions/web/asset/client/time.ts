const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Times that are near go on while the page stays: "2 minutes ago" becomes "3 minutes ago". */
export const keepTimes = (): void => {
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'always' })
  const now = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' })
  const show = () => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-near]')) {
      const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
      const away = Math.abs(seconds)
      // From a day on the reader's calendar counts, not the distance.
      if (away >= day) continue
      const [unit, size] =
        away < minute
          ? (['second', Number.POSITIVE_INFINITY] as const)
          : away < hour
            ? (['minute', minute] as const)
            : (['hour', hour] as const)
      const text = unit === 'second' ? now.format(0, unit) : relative.format(Math.trunc(seconds / size), unit)
      if (time.textContent !== text) time.textContent = text
    }
  }
  setInterval(show, 30_000)
}
