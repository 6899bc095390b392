import type { TestDesk } from './desk.ts'

/** Makes a source and a key of it; answers where to send to. */
export const sourceWithKey = async (
  desk: Pick<TestDesk, 'api' | 'host'>,
  id: string,
  fields: object = {},
): Promise<{ readonly id: string; readonly url: string; readonly heartbeatUrl: string }> => {
  const ask = async (path: string, body: object) => {
    const answer = await desk.api(path, { as: 'admin', body })
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { url: string; heartbeatUrl: string }
  }
  await ask('/api/v1/alert-sources', { id, name: `Monitor ${id}`, ...fields })
  const { url, heartbeatUrl } = await ask(`/api/v1/alert-sources/${id}/keys`, {})
  // The public address is another one in tests.
  const at = (address: string) => `${desk.host.url}${new URL(address).pathname}`
  return { id, url: at(url), heartbeatUrl: at(heartbeatUrl) }
}
