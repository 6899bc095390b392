import { CfnOutput } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import { DeskStack } from '../constructs/desk-stack.ts'
import type { Environment } from '../environments.ts'

/** What mail is sent with: the domain's identity, and a configuration set that reports each mail on the default bus. */
export class MailOutStack extends DeskStack {
  readonly configurationSetName: string

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'mail-out', 'Sends mail from the help address.')
    this.configurationSetName = `haneul-${environment.name}`
    const set = new ConfigurationSet(this, 'configuration-set', {
      configurationSetName: this.configurationSetName,
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
    })
    set.addEventDestination('default-bus', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'bus', 'default')),
      events: [
        // A sender that died between sending and recording learns the message's id from this event.
        EmailSendingEvent.SEND,
        // The others say that somebody does not hear from us.
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.REJECT,
      ],
    })
    if (environment.mail.identity === 'create') this.createIdentity(environment.mail.domain)
  }

  private createIdentity(domain: string) {
    const identity = new EmailIdentity(this, 'identity', { identity: Identity.domain(domain) })
    for (const [index, record] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `DkimRecord${index + 1}`, {
        description: `CNAME record that signs mail of ${domain}`,
        value: `${record.name} ${record.value}`,
      })
    }
  }
}
