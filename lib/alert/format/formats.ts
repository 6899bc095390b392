import type { Format } from './format.ts'

/**
 * All formats in the order in which `auto` tries them: the first that recognises a body reads it, so the ones with the
 * most telling shapes stand first and the templates of customers last.
 */
export const formats: readonly Format[] = [
  // Envelopes and strict shapes.
  // Named monitors.
  // Templates that customers write themselves.
]
