import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What a desk has made of alerts, read from its folder while it runs: asking it would take what is measured. */
export interface StoredAlerts {
  /** Per key of an alert: how often it was counted altogether, and how many incidents bear its title. */
  readonly keys: ReadonlyMap<string, { readonly total: number; readonly incidents: number; readonly isStorm: boolean }>
  readonly incidents: number
  /** Deliveries that wait or are being taken in, and dead letters. */
  readonly queued: number
  readonly dead: number
}

interface StoredItem {
  readonly source?: { readonly S: string }
  readonly key?: { readonly S: string }
  readonly title?: { readonly S: string }
  readonly total?: { readonly N: string }
  readonly isStorm?: { readonly BOOL: boolean }
}

const rows = <Row>(file: string, sql: string): readonly Row[] => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    return database.prepare(sql).all() as unknown as Row[]
  } finally {
    database.close()
  }
}

const tableIn = (file: string): string =>
  rows<{ name: string }>(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'haneul%'").map(
    ({ name }) => name,
  )[0]!

/** How many deliveries were not taken in yet, and how many nobody could take in. */
export const queuedAlerts = (dataDir: string): Pick<StoredAlerts, 'queued' | 'dead'> => {
  const found = rows<{ queue: string; count: number }>(
    join(dataDir, 'host.sqlite'),
    'SELECT queue, COUNT(*) AS count FROM queue_message GROUP BY queue',
  )
  const of = (ending: string) =>
    found.filter(({ queue }) => queue.endsWith(ending)).reduce((sum, { count }) => sum + count, 0)
  return { queued: of('-alerts'), dead: of('-alerts-dead-letters') }
}

/** Counts what there is of a source. */
export const storedAlerts = (dataDir: string, source: string): StoredAlerts => {
  const file = join(dataDir, 'dynamodb.sqlite')
  const table = `"${tableIn(file)}"`
  const heads = (begin: string) =>
    rows<{ item_json: string }>(
      file,
      `SELECT item_json FROM ${table} WHERE pk >= 'S:${begin}' AND pk < 'S:${begin}~' AND sk = 'S:head'`,
    ).map(({ item_json }) => JSON.parse(item_json) as StoredItem)
  const titles = new Map<string, number>()
  for (const { title } of heads('INC-')) titles.set(title!.S, (titles.get(title!.S) ?? 0) + 1)
  const alerts = heads(`alert#${source}#`)
  return {
    keys: new Map(
      alerts.map((alert) => [
        alert.key!.S,
        {
          total: Number(alert.total!.N),
          incidents: titles.get(alert.title!.S) ?? 0,
          isStorm: alert.isStorm?.BOOL === true,
        },
      ]),
    ),
    incidents: titles.size,
    ...queuedAlerts(dataDir),
  }
}
