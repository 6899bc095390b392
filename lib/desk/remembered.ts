/** A change of what is remembered reaches every running function within this many seconds. */
const keepSeconds = 20

/** What `load` answers, remembered for some seconds, so that many share one read; a failure is not remembered. */
export const remembered = <Value>(load: () => Promise<Value>, now: () => string): (() => Promise<Value>) => {
  let value: Promise<Value> | undefined
  let until = 0
  return () => {
    const at = Date.parse(now())
    if (!value || at >= until) {
      until = at + keepSeconds * 1000
      const loading = load()
      value = loading
      loading.catch(() => {
        if (value === loading) value = undefined
      })
    }
    return value
  }
}
