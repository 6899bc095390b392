import type { Resource, World } from '../world.ts'
import { type Declaration, readAssembly, type Stack } from './assembly.ts'
import { noValue, resolve, type Scope } from './intrinsics.ts'
import { type Place, type ResourceType, resourceTypes, type Subject } from './resource-types.ts'

/** A resource by its stack, before its properties are resolved. */
interface Declared {
  readonly stack: Stack
  readonly logicalId: string
  readonly declaration: Declaration
  readonly type: ResourceType
}

/** Addresses of this run that templates refer to. */
export type Addresses = Pick<Place, 'endpoint' | 'apiUrl'>

/**
 * Reads a cloud assembly and answers everything it declares, with all intrinsic functions resolved. Throws a sentence
 * that names stack, resource and type for whatever this host does not know: nothing is skipped in silence.
 */
export function loadWorld(assembly: string, addresses: Addresses): World {
  return worldOf(readAssembly(assembly), assembly, addresses)
}

/** As `loadWorld`, for stacks already read. */
export function worldOf(stacks: readonly Stack[], assembly: string, addresses: Addresses): World {
  const [{ account, region } = { account: '000000000000', region: 'us-east-1' }] = stacks
  for (const stack of stacks) {
    if (stack.account !== account || stack.region !== region) {
      throw new Error(
        `${stack.name}: all stacks of a local host belong to one account and region, as ${stacks[0]?.name}.`,
      )
    }
  }
  const place: Place = { account, region, ...addresses }
  const scopes = new Map<string, Scope>(stacks.map((stack) => [stack.name, scopeOf(stack, place, importValue)]))

  function importValue(exportName: string): unknown {
    for (const stack of stacks) {
      const scope = scopes.get(stack.name)!
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export !== undefined && resolve(Export.Name, scope) === exportName) return resolve(Value, scope)
      }
    }
    throw new Error(`no stack exports ${exportName}`)
  }

  const resources = stacks.flatMap((stack) => {
    const scope = scopes.get(stack.name)!
    return declaredIn(stack)
      .filter(({ declaration }) => declaration.Condition === undefined || scope.condition(declaration.Condition))
      .map((declared) => resourceOf(declared, scope, place))
  })
  return indexed(resources, account, region, assembly)
}

function indexed(resources: readonly Resource[], account: string, region: string, assembly: string): World {
  const types = Map.groupBy(resources, ({ type }) => type)
  const arns = new Map(resources.filter(({ arn }) => arn !== '').map((resource) => [resource.arn, resource]))
  return {
    account,
    region,
    assembly,
    resources,
    ofType: (type) => types.get(type) ?? [],
    byArn: (arn) => arns.get(arn),
  }
}

function declaredIn(stack: Stack): Declared[] {
  return Object.entries(stack.template.Resources ?? {}).map(([logicalId, declaration]) => {
    const type = resourceTypes[declaration.Type]
    if (type === undefined) {
      throw new Error(`${stack.name}/${logicalId}: the local host does not know the resource type ${declaration.Type}.`)
    }
    return { stack, logicalId, declaration, type }
  })
}

/** Runs `work`; what it complains about gets the place in the template, once. */
function at<Result>({ stack, logicalId, declaration }: Declared, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TemplateError) throw error
    throw new TemplateError(`${stack.name}/${logicalId} (${declaration.Type}): ${error.message}.`)
  }
}

/** A template says something this host cannot play; the message is a sentence for the person who starts it. */
export class TemplateError extends Error {}

function subjectOf({ stack, logicalId, declaration }: Declared, scope: Scope, place: Place): Subject {
  return {
    ...place,
    stack: stack.name,
    logicalId,
    property(name) {
      const value = resolve(declaration.Properties?.[name], scope)
      return value === noValue ? undefined : value
    },
  }
}

function resourceOf(declared: Declared, scope: Scope, place: Place): Resource {
  const { stack, logicalId, declaration, type } = declared
  return at(declared, () => {
    const subject = subjectOf(declared, scope, place)
    const id = type.id(subject)
    return {
      stack: stack.name,
      logicalId,
      type: declaration.Type,
      ref: type.ref?.(id, subject) ?? id,
      arn: type.arn?.(id, subject) ?? '',
      properties: resolve(declaration.Properties ?? {}, scope) as Resource['properties'],
    }
  })
}

function scopeOf(stack: Stack, place: Place, importValue: (exportName: string) => unknown): Scope {
  const { Parameters = {}, Mappings = {}, Conditions = {} } = stack.template
  const declared = new Map(declaredIn(stack).map((each) => [each.logicalId, each]))
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': place.account,
    'AWS::NoValue': noValue,
    'AWS::NotificationARNs': [],
    'AWS::Partition': 'aws',
    'AWS::Region': place.region,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${stack.name}/local`,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  }
  // A template that refers to itself in a circle would be refused by CloudFormation; here it must not hang.
  const underWay = new Set<string>()
  const derived = (logicalId: string, what: string, derive: (each: Declared, subject: Subject) => unknown) => {
    const each = declared.get(logicalId)
    if (each === undefined) throw new Error(`nothing in ${stack.name} is called ${logicalId}`)
    const step = `${logicalId}.${what}`
    if (underWay.has(step)) throw new Error(`${step} refers to itself in a circle`)
    underWay.add(step)
    try {
      return at(each, () => derive(each, subjectOf(each, scope, place)))
    } finally {
      underWay.delete(step)
    }
  }

  const scope: Scope = {
    importValue,
    ref(logicalId) {
      if (logicalId in pseudo) return pseudo[logicalId]
      const parameter = Parameters[logicalId]
      if (parameter !== undefined) {
        if (parameter.Type.startsWith('AWS::SSM::') || parameter.Default === undefined) {
          throw new Error(`the parameter ${logicalId} has no value on this machine`)
        }
        return parameter.Default
      }
      return derived(logicalId, 'Ref', ({ type }, subject) => {
        const id = type.id(subject)
        return type.ref?.(id, subject) ?? id
      })
    },
    attribute: (logicalId, name) =>
      derived(logicalId, name, ({ type, declaration }, subject) => {
        const attribute = type.attributes?.[name]
        if (attribute === undefined) throw new Error(`the local host does not know ${declaration.Type}.${name}`)
        return attribute(type.id(subject), subject)
      }),
    condition(name) {
      if (!(name in Conditions)) throw new Error(`there is no condition ${name}`)
      return resolve(Conditions[name], scope) === true
    },
    mapping(map, top, second) {
      const found = Mappings[map]?.[top]?.[second]
      if (found === undefined) throw new Error(`the mapping ${map} has no ${top}.${second}`)
      return found
    },
  }
  return scope
}
