/** A wait that can be cut short; a call that comes before the wait begins cuts it, too. */
export class Nap {
  #end: (() => void) | undefined
  #called = false

  /** Waits `ms`, or until woken. */
  async take(ms: number): Promise<void> {
    if (!this.#called) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        timer.unref()
        this.#end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#end = undefined
    this.#called = false
  }

  /** Ends the wait that is under way, or the next one. */
  wake(): void {
    this.#called = true
    this.#end?.()
  }
}
