/** Lines of a sheet (`Delivery.line`): as many bits as fit a pair of 32-bit words. */
const lines = 64

/** So old a sheet is when another one is begun: deliveries of one sheet are then handled, and retried, about together. */
const seconds = 10

/** Gives every delivery its line on a sheet of the running function; sheets are full after 64 lines or old after 10 seconds. */
export const openSheets = (newId: () => string) => {
  let sheet = ''
  let line = lines
  let until = 0
  return (now: string): { readonly sheet: string; readonly line: number } => {
    const at = Date.parse(now)
    if (line === lines || at >= until) {
      sheet = newId()
      line = 0
      until = at + seconds * 1000
    }
    return { sheet, line: line++ }
  }
}
