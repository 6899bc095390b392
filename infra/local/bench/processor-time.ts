import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchDesk } from './desk.ts'

/** Linux counts the time of a process in hundredths of a second (proc(5): utime and stime are fields 14 and 15). */
const tickMs = 10

const engineTime = (dataDir: string): number => {
  const pid = readFileSync(join(dataDir, 'dynamodb.pid'), 'utf8')
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(afterName[11]) + Number(afterName[12])) * tickMs
}

/**
 * Milliseconds that host and engine have computed so far, all threads together. Unlike the time on the wall it hardly depends
 * on what else this machine does. Linux only.
 */
export const processorTime = ({ dataDir }: Pick<BenchDesk, 'dataDir'>): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + engineTime(dataDir)
}
