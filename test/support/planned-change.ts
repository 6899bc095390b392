import type { Asking, TestApi } from './api.ts'

/** The afternoon after the Tuesday on which tests of the API begin. */
export const afternoon = { from: '2026-11-25T06:00:00.000Z', to: '2026-11-25T08:00:00.000Z' }

/** A body that says everything a change must say. */
export const wholeChange = (over: object = {}) => ({
  title: 'Replace the disks of the mail store',
  description: 'They are five years old.',
  requester: 'p-minji.kim',
  owner: 'p-emma.clark',
  assignee: 'p-emma.clark',
  service: 'mail',
  items: ['mail-store-1'],
  window: afternoon,
  plan: 'One disk at a time.',
  test: 'Read and write.',
  backout: 'Put the old ones back.',
  ...over,
})

/** Opens a change that says everything; answers its number. */
export const planChange = async (api: TestApi, over: object = {}, asking: Asking = {}): Promise<string> => {
  const opened = await api.ask('/api/v1/changes', { body: wholeChange(over), ...asking })
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body))
  return opened.body.number as string
}

/** Carries out these commands, one after the other, each of which must be carried out. */
export const lead = async (
  api: TestApi,
  number: string,
  ...steps: readonly (readonly [command: string, body?: object, asking?: Asking])[]
): Promise<void> => {
  for (const [command, body = {}, asking] of steps) {
    const { status, body: told } = await api.change(number, command, body, asking)
    if (status >= 300) throw new Error(`${command}: ${status} ${JSON.stringify(told)}`)
  }
}
