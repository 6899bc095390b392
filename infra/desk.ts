import { App } from 'aws-cdk-lib'
import type { Environment } from './environments.ts'
import { AlertsStack } from './stacks/alerts.ts'
import { ClocksStack } from './stacks/clocks.ts'
import { DataStack } from './stacks/data.ts'
import { DoorStack } from './stacks/door.ts'
import { EventsStack } from './stacks/events.ts'
import { IdentityStack } from './stacks/identity.ts'
import { IntakeStack } from './stacks/intake.ts'
import { MailInStack } from './stacks/mail-in.ts'
import { MailOutStack } from './stacks/mail-out.ts'
import { WatchStack } from './stacks/watch.ts'
import { WebStack } from './stacks/web.ts'
import { WebhooksStack } from './stacks/webhooks.ts'
import { WorkflowsStack } from './stacks/workflows.ts'

/** An app as we synthesize it; `context` is what `-c NAME=VALUE` gives, `outdir` where the CLI is not there to say so. */
export const newApp = (context: Readonly<Record<string, string>> = {}, outdir?: string): App =>
  new App({
    outdir,
    // What one stack uses of another cannot be removed there first.
    context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong', ...context },
    analyticsReporting: false,
    treeMetadata: false,
  })

/** The whole desk of one environment: which stack feeds which. */
export const desk = (app: App, environment: Environment) => {
  const door = new DoorStack(app, environment)
  const data = new DataStack(app, environment, { door })
  const identity = new IdentityStack(app, environment, { door })
  const mailOut = new MailOutStack(app, environment)
  const events = new EventsStack(app, environment, { data, door, mailOut })
  const intake = new IntakeStack(app, environment, { data, events })
  const mailIn = new MailInStack(app, environment, { data, intake })
  const alerts = new AlertsStack(app, environment, { data, door, events })
  const workflows = new WorkflowsStack(app, environment, { data, events })
  const clocks = new ClocksStack(app, environment, { data, events, alerts })
  const waysIn = [
    intake.undelivered,
    intake.email.deadLetters,
    events.unpublished,
    events.mail.deadLetters,
    events.mailSent.deadLetters,
    events.mailBounced.deadLetters,
    alerts.deadLetters,
    alerts.due.deadLetters,
  ]
  const web = new WebStack(app, environment, { data, door, identity, alerts, waysIn })
  const webhooks = new WebhooksStack(app, environment, { data, door, events })
  const watch = new WatchStack(app, environment, { door, events, intake, alerts, webhooks, workflows, clocks, web })
  return { data, door, identity, mailOut, events, intake, mailIn, alerts, webhooks, workflows, clocks, web, watch }
}
