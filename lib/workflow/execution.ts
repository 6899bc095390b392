/** An execution: which record it walks with, which round of its approval, and how often it was begun for that. */
export interface Execution {
  readonly number: string
  readonly round: number
  readonly run: number
}

/** `CHG-12-r1`, or `CHG-12-r1-2` for one that takes the place of another: always the same name, so that starting twice is harmless. */
export const nameOf = ({ number, round, run }: Execution): string => `${number}-r${round}${run > 1 ? `-${run}` : ''}`

/** The execution of this name; undefined for one that somebody started by hand under a name of their own. */
export const executionNamed = (name: string): Execution | undefined => {
  const [, number, round, run = 1] = /^([A-Z]+-\d+)-r(\d+)(?:-(\d+))?$/.exec(name) ?? []
  return number === undefined ? undefined : { number, round: Number(round), run: Number(run) }
}
