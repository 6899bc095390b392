/** How many events run at the same time: of one function, and altogether on the processors of this machine. */
export interface TurnLimits {
  readonly perFunction: number
  readonly busy: number
  /** An event that runs longer waits for something, most likely, and leaves its processor to others; 200 ms unless told. */
  readonly computingMs?: number | undefined
}

interface Lane {
  readonly takesIn: boolean
  /** When each event became ready. A map, because a number is given again after its transaction was rolled back. */
  readonly ready: Map<number, number>
  running: number
}

/** The longest that what follows from an input stands behind inputs that came later, and that streams are not looked at. */
export const PATIENCE_MS = 10_000

/**
 * Whose turn it is, among functions that may run one more: inputs first, then what follows from them, each in order of
 * acceptance; what has waited for `PATIENCE_MS` goes by its acceptance alone. So a burst is taken in before its
 * consequences are worked off.
 */
export class Turns {
  readonly #limits: TurnLimits
  readonly #takesIn: (functionArn: string) => boolean
  readonly #lanes = new Map<string, Lane>()
  #busy = 0

  /** @param takesIn whether the function's events are inputs, which come from outside */
  constructor(limits: TurnLimits, takesIn: (functionArn: string) => boolean) {
    this.#limits = limits
    this.#takesIn = takesIn
  }

  /** Adds an event by its number; lower numbers were accepted earlier. `now` is epoch milliseconds. */
  add(functionArn: string, id: number, now: number): void {
    let lane = this.#lanes.get(functionArn)
    if (lane === undefined) {
      lane = { takesIn: this.#takesIn(functionArn), ready: new Map(), running: 0 }
      this.#lanes.set(functionArn, lane)
    }
    lane.ready.set(id, now)
  }

  /** True while inputs are ready that nobody works on. */
  get inputsWait(): boolean {
    return [...this.#lanes.values()].some(({ takesIn, ready }) => takesIn && ready.size > 0)
  }

  /** Takes the next event out; nothing when none may run now. */
  take(now: number): number | undefined {
    if (this.#busy >= this.#limits.busy) return undefined
    let next: { lane: Lane; id: number; goesFirst: boolean } | undefined
    for (const lane of this.#lanes.values()) {
      const [oldest] = lane.ready
      if (oldest === undefined || lane.running >= this.#limits.perFunction) continue
      const [id, since] = oldest
      const goesFirst = lane.takesIn || now - since >= PATIENCE_MS
      const isBefore = next === undefined || (goesFirst === next.goesFirst ? id < next.id : goesFirst)
      if (isBefore) next = { lane, id, goesFirst }
    }
    next?.lane.ready.delete(next.id)
    return next?.id
  }

  /**
   * Notes that an event of the function runs; the answer is to be called at its end.
   * @param onRoom called when the event leaves its processor to others without having ended
   */
  begin(functionArn: string, onRoom: () => void): () => void {
    const lane = this.#lanes.get(functionArn)!
    lane.running += 1
    this.#busy += 1
    let computing = true
    const leave = () => {
      if (computing) this.#busy -= 1
      computing = false
    }
    const timer = setTimeout(() => {
      leave()
      onRoom()
    }, this.#limits.computingMs ?? 200)
    return () => {
      clearTimeout(timer)
      leave()
      lane.running -= 1
    }
  }
}
