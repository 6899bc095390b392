import { currentStep, verdict } from '../approval/approval.ts'
import type { Change } from './change.ts'

/**
 * What one execution of the machine of changes has to wait for: until the stages under way of its approval are decided, until
 * its window begins, until it is carried out, or until its review is closed. `over`: for nothing any more.
 */
export type Phase =
  | { readonly next: 'approve'; readonly stages: readonly string[] }
  | { readonly next: 'window'; readonly until: string }
  | { readonly next: 'implement' }
  | { readonly next: 'review' }
  | { readonly next: 'over' }

const over: Phase = { next: 'over' }

/** What the execution of this round has to wait for now; a round that another one follows is over. Pure. */
export const phaseOf = ({ state, rounds, approval, window }: Change, round: number, at: string): Phase => {
  if (rounds !== round) return over
  switch (state) {
    case 'authorize': {
      // An emergency is in this state before anybody was asked, and again once it was sent back and submitted anew.
      const isAsked = approval && ['waiting', 'approved'].includes(verdict(approval))
      if (!isAsked) return over
      return { next: 'approve', stages: (currentStep(approval) ?? []).map(({ id }) => id) }
    }
    case 'scheduled':
      return window && Date.parse(at) < Date.parse(window.from)
        ? { next: 'window', until: window.from }
        : { next: 'implement' }
    case 'implement':
    case 'review':
      return { next: state }
    default:
      return over
  }
}

/** Names what is waited for: as long as it stays the same, there is nothing to tell. */
export const markOf = (phase: Phase): string => {
  switch (phase.next) {
    case 'approve':
      return `approve#${phase.stages.join('+')}`
    case 'window':
      return `window#${phase.until}`
    default:
      return phase.next
  }
}
