import type { Change, Deployment } from './change.ts'
import type { Texts } from './event.ts'

/** What a pipeline may do now. */
export type GateDecision = 'waiting' | 'approved' | 'rejected'

/** What a pipeline that asked for this change may do at an instant; a decision for good, but while it waits. */
export const gateDecision = ({ state, rounds, window }: Change, at: string): GateDecision => {
  switch (state) {
    case 'new':
      // It was up for approval, and came back.
      return rounds > 0 ? 'rejected' : 'waiting'
    case 'assess':
    case 'authorize':
      return 'waiting'
    case 'scheduled':
      return window && window.to <= at ? 'rejected' : 'approved'
    case 'canceled':
      return 'rejected'
    default:
      return 'approved'
  }
}

/** What a change says that a pipeline opens, where its caller does not say it. */
export const gateTexts = (
  service: string,
  { version, commit, pipeline, environment }: Deployment,
): Required<Texts> => ({
  plan: `The pipeline ${pipeline} deploys ${version} of ${service}${environment ? ` to ${environment}` : ''}${commit ? `, made from commit ${commit}` : ''}.`,
  test: 'The checks of the pipeline must pass before and after.',
  backout: 'The same pipeline deploys the version before this one again.',
})
