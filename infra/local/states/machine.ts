import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Resource, World } from '../world.ts'
import { checkResource } from './integration.ts'
import { readDefinition } from './language/definition.ts'

/** A state machine of the template. */
export interface Machine {
  readonly arn: string
  readonly name: string
  readonly roleArn: string
  /** The definition as JSON text, substitutions done. */
  readonly definition: string
}

const PLAYED = [
  'Definition',
  'DefinitionString',
  'DefinitionSubstitutions',
  'RoleArn',
  'StateMachineName',
  'StateMachineType',
]
const WITHOUT_EFFECT = {
  EncryptionConfiguration: 'the disk is as encrypted as the machine',
  LoggingConfiguration: 'GetExecutionHistory tells what an execution did',
  Tags: 'nobody reads them',
  TracingConfiguration: 'there is no tracing service here',
}

/** Reads the machines of the template; throws a sentence, with the state's name, for what cannot be played. */
export function machinesOf(world: World): readonly Machine[] {
  return world.ofType('AWS::StepFunctions::StateMachine').map((resource) => {
    refuseUnknown(resource, PLAYED, WITHOUT_EFFECT)
    const { StateMachineType = 'STANDARD', RoleArn } = resource.properties
    if (StateMachineType !== 'STANDARD') throw new Error(sentence(resource, 'the local host plays no EXPRESS machines'))
    const definition = definitionOf(resource)
    try {
      readDefinition(definition, (task) => checkResource(task, world))
    } catch (error) {
      if (error instanceof Error) throw new Error(sentence(resource, error.message))
      throw error
    }
    return { arn: resource.arn, name: resource.arn.split(':')[6]!, roleArn: RoleArn, definition }
  })
}

function definitionOf({ properties }: Resource): string {
  const { Definition, DefinitionString = JSON.stringify(Definition ?? {}), DefinitionSubstitutions = {} } = properties
  return DefinitionString.replaceAll(/\$\{([^}]+)\}/g, (whole: string, name: string) =>
    String(DefinitionSubstitutions[name] ?? whole),
  )
}
