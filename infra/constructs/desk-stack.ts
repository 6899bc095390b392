import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Environment } from '../environments.ts'

/** A stack of one environment, named `haneul-<environment>-<name>`. */
export class DeskStack extends Stack {
  readonly deployment: Environment

  constructor(scope: Construct, environment: Environment, name: string, description: string) {
    super(scope, `haneul-${environment.name}-${name}`, {
      description,
      env: { account: environment.account ?? process.env.CDK_DEFAULT_ACCOUNT, region: environment.region },
      // The CLI checks the bootstrap version before it deploys; as a template rule it only binds other deployers.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    })
    this.deployment = environment
  }
}
