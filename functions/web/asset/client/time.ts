const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Times that are near go on while the page stays: "2 minutes ago" becomes "3 minutes ago". */
export const keepTimes = (): void => {
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'short' })
  const show = () => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-near]')) {
      const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
      const away = Math.abs(seconds)
      if (away >= 7 * day) continue
      const [unit, size] =
        away < minute
          ? (['second', Number.POSITIVE_INFINITY] as const)
          : away < hour
            ? (['minute', minute] as const)
            : away < day
              ? (['hour', hour] as const)
              : (['day', day] as const)
      const text = relative.format(Math.trunc(seconds / size), unit)
      if (time.textContent !== text) time.textContent = text
    }
  }
  setInterval(show, 30_000)
}
