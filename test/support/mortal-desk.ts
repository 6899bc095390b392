import { startHost } from '../../infra/local/host.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import type { Change } from '../../lib/change/change.ts'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { changeProcess } from '../../lib/change/process.ts'
import { execute, load } from '../../lib/desk/execute.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { jihoon } from './life.ts'
import { changed } from './world.ts'

// A whole host in a process of its own, to be killed: it carries out commands on changes that it is sent, and says what
// became of them once that is on disk. Its third argument is another definition for its state machines.
const [assembly = '', dataDir = '', definition = ''] = process.argv.slice(2)

/** What it is asked: a command, or without one only how the change is. */
export interface Ask {
  readonly number?: string
  readonly command?: ChangeCommand
}

/** What it answers. */
export interface Told {
  readonly change?: Change
  readonly refusal?: string
}

const deployed = changed((resource) =>
  definition === '' || resource.type !== 'AWS::StepFunctions::StateMachine'
    ? resource
    : { ...resource, properties: { ...resource.properties, DefinitionString: definition } },
)
const host = await startHost({ assembly, dataDir, port: 0, smtpPort: 0, alter: deployed, log: () => undefined })
const store = dynamoStore(host.table.name, host.table.db)
const now = () => new Date().toISOString()
const office = { store, policies: policySource(store, now) }

const told = async ({ number, command }: Ask): Promise<Told> => {
  if (!command) return { change: (await load(store, changeProcess, number!))! }
  const context = { at: now(), by: jihoon, channel: 'api' } as const
  const { state } = await execute(office, { process: changeProcess, command, context, ...(number && { number }) })
  return { change: state }
}

process.on('message', (ask: Ask) => {
  told(ask).then(
    (answer) => process.send!(answer),
    (error) => process.send!({ refusal: String(error) } satisfies Told),
  )
})
process.send!(host.url)
