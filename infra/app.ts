import { parseArgs } from 'node:util'
import { App } from 'aws-cdk-lib'
import { desk } from './desk.ts'
import { environmentNamed } from './environments.ts'

// The CDK CLI hands its context over by itself; this reads the same `-c env=NAME` when the app is run without it.
const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', multiple: true, default: [] } } })
const context = Object.fromEntries(values.context.map((pair) => pair.split('=', 2)))

const app = new App({ context, analyticsReporting: false, treeMetadata: false })
desk(app, environmentNamed(app.node.tryGetContext('env')))
app.synth()
