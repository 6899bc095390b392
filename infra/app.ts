import { parseArgs } from 'node:util'
import { desk, newApp } from './desk.ts'
import { environmentNamed } from './environments.ts'

// The CDK CLI hands its context over by itself; this reads the same `-c env=NAME` when the app is run without it.
const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', multiple: true, default: [] } } })

const app = newApp(Object.fromEntries(values.context.map((pair) => pair.split('=', 2))))
desk(app, environmentNamed(app.node.tryGetContext('env')))
// A local start has no time for them; the tests and the CLI have.
if (process.env.CDK_VALIDATION !== 'false') (await import('./checks.ts')).addChecks(app)
app.synth()
