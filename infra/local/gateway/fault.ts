import type { ApiAnswer, ApiCall } from '../world.ts'

/** A failure to be had on purpose, so that tests see what a caller makes of it. */
export interface Fault {
  readonly service: string
  readonly action: string
  /** Only calls this accepts; all, unless told. */
  readonly matches?: (call: ApiCall) => boolean
  /** What the caller gets instead; `errorAnswer` makes one in the service's protocol. */
  readonly answer: ApiAnswer
  /** How many calls; one, unless told. */
  readonly times?: number
  /** `before` the call has any effect (default), or `after` it: the effect is there and the answer is lost. */
  readonly when?: 'before' | 'after'
}

/** Faults that are waiting for their calls. */
export interface Faults {
  inject(fault: Fault): () => void
  /** Makes the call, unless a fault says otherwise. */
  around(call: ApiCall, make: () => ApiAnswer | Promise<ApiAnswer>): ApiAnswer | Promise<ApiAnswer>
}

/** Nothing fails until somebody asks for it. */
export function openFaults(): Faults {
  const waiting = new Map<Fault, number>()
  return {
    inject(fault) {
      waiting.set(fault, fault.times ?? 1)
      return () => void waiting.delete(fault)
    },
    around(call, make) {
      if (waiting.size === 0) return make()
      for (const [fault, left] of waiting) {
        const { service, action, matches = () => true, answer, when } = fault
        if (service !== call.service || action !== call.action || !matches(call)) continue
        if (left === 1) waiting.delete(fault)
        else waiting.set(fault, left - 1)
        if (when !== 'after') return answer
        return Promise.resolve(make()).then(() => answer)
      }
      return make()
    },
  }
}
