import { setTimeout } from 'node:timers/promises'
import { approvalResources } from './approval-machine.ts'
import { startMachineHost } from './machine-host.ts'

// A host that ends by SIGKILL right after the first transaction that it commits. Its clock stands still. When nothing
// moves any more without an answer to a token or a later hour, it says so, and how to call it.
const [folder = '', now = '0'] = process.argv.slice(2)

const host = await startMachineHost(folder, approvalResources(folder), {
  clock: { now: () => Number(now), after: () => () => {} },
  onLedger(ledger) {
    const exec = ledger.exec.bind(ledger)
    ledger.exec = (sql) => {
      exec(sql)
      if (sql === 'COMMIT') process.kill(process.pid, 'SIGKILL')
    }
  },
})
const moving = host.ledger.prepare("SELECT COUNT(*) AS count FROM state_thread WHERE phase IN ('ready', 'calling')")
while (Number(moving.get()!.count) > 0) await setTimeout(5)
process.send!(host.as('answerer'))
