/** What SNS answers is 2 KB; longer than this it is not waited for (SNS itself waits 15 seconds for us). */
const mostBytes = 64 * 1024
const mostMilliseconds = 5000

/** The text at an address: no redirects, at most 64 KB, within five seconds. Rejects otherwise. */
export const fetchText = async (address: string): Promise<string> => {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(mostMilliseconds) })
  if (!response.ok || !response.body) throw new Error(`${new URL(address).host} answered ${response.status}.`)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Error(`${new URL(address).host} answered with more than ${mostBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
