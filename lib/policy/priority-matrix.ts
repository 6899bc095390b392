import type { PriorityMatrix } from '../ticket/priority.ts'

/** The matrix a desk starts with (ITIL 4 practice: three impacts by three urgencies). */
export const defaultMatrix: PriorityMatrix = {
  high: { high: 'P1', medium: 'P2', low: 'P3' },
  medium: { high: 'P2', medium: 'P3', low: 'P4' },
  low: { high: 'P3', medium: 'P4', low: 'P5' },
}
