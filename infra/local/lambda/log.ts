import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Takes one line a function printed. */
export type Log = (functionName: string, line: string) => void

/** Calls `take` with each line of a stream, without its line end; a last line without one counts too. */
export function eachLine(stream: Readable, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.on('end', () => {
    if (rest !== '') take(rest)
  })
}

/** Prints to the host's output: JSON lines as they are, others after the function's name. */
export const printLine: Log = (functionName, line) =>
  console.log(line.startsWith('{') ? line : `[${functionName}] ${line}`)
