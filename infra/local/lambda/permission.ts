import type { World } from '../world.ts'

/** True when `text` fits `pattern`, in which `*` stands for any characters and `?` for one (as ArnLike). */
export function like(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[\\^$+.()|[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${expression}$`, 's').test(text)
}

/**
 * Asks the function's resource policy (`AWS::Lambda::Permission`) whether a service may invoke it for `sourceArn`:
 * a rule, a topic, or `arn:aws:execute-api:…`. Without a statement the answer is no, as on AWS.
 */
export function mayInvoke(world: World, functionArn: string, servicePrincipal: string, sourceArn: string): boolean {
  const name = functionArn.split(':').at(-1)
  return world.ofType('AWS::Lambda::Permission').some(({ properties }) => {
    const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties
    return (
      (FunctionName === functionArn || FunctionName === name) &&
      Principal === servicePrincipal &&
      (Action === 'lambda:InvokeFunction' || Action === 'lambda:*') &&
      (SourceAccount === undefined || SourceAccount === world.account) &&
      (SourceArn === undefined || like(SourceArn, sourceArn))
    )
  })
}
