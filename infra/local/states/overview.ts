import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DatabaseSync } from 'node:sqlite'

/** Executions that are shown at most, the latest first. */
const SHOWN = 100

/**
 * `GET /_local/executions`: what the state machines of this machine are at, as JSON; of a running execution the states it
 * stands in. Answers false for every other path.
 */
export function overviewRoute(ledger: DatabaseSync): (request: IncomingMessage, response: ServerResponse) => boolean {
  const latest = ledger.prepare(
    `SELECT id, name, machine, status, started_at, stopped_at, error FROM execution ORDER BY id DESC LIMIT ${SHOWN}`,
  )
  const states = ledger.prepare("SELECT body ->> 'state' AS state FROM state_thread WHERE execution = ? ORDER BY id")
  const iso = (at: unknown) => (at === null ? undefined : new Date(Number(at)).toISOString())
  return (request, response) => {
    if (request.method !== 'GET' || !/^\/_local\/executions(\?|$)/.test(request.url ?? '')) return false
    const executions = latest.all().map(({ id, name, machine, status, started_at, stopped_at, error }) => ({
      machine: String(machine).split(':')[6],
      name,
      status,
      startedAt: iso(started_at),
      stoppedAt: iso(stopped_at),
      error: error ?? undefined,
      states: states.all(id!).map(({ state }) => state),
    }))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(executions))
    return true
  }
}
