import type { Draw } from './draw.ts'
import { functions } from './intrinsic-functions.ts'
import type { Json } from './json.ts'
import { find, parsePath, type Scope } from './path.ts'
import { StatesError } from './states-error.ts'

/** An argument of an intrinsic function as it is written. */
type Expression =
  | { readonly kind: 'literal'; readonly value: Json }
  /** Text between quotes; escapes are still in it, because `States.Format` tells them from placeholders. */
  | { readonly kind: 'text'; readonly raw: string }
  | { readonly kind: 'path'; readonly path: string }
  | Call

interface Call {
  readonly kind: 'call'
  readonly name: string
  readonly given: readonly Expression[]
}

const parsed = new Map<string, Call>()

/** True for a field value that calls a function of the States Language. */
export const isIntrinsic = (text: string): boolean => text.startsWith('States.')

/** Reads a call such as `States.Format('Hello {}', $.name)`; throws a sentence for what is not one. */
export function parseIntrinsic(text: string): Call {
  let call = parsed.get(text)
  if (call === undefined) {
    const reader = new Reader(text)
    call = reader.call()
    reader.end()
    parsed.set(text, call)
  }
  return call
}

/** What a call answers; a fault of its arguments is `States.IntrinsicFailure`. */
export function callIntrinsic(text: string, scope: Scope, draw: Draw): Json {
  return answerOf(parseIntrinsic(text), scope, draw)
}

function answerOf(expression: Expression, scope: Scope, draw: Draw): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'text':
      return expression.raw.replaceAll(/\\(.)/gs, '$1')
    case 'path': {
      const found = find(expression.path, scope)
      if (found !== undefined) return found
      throw new StatesError('States.IntrinsicFailure', `Invalid path '${expression.path}': No results for path.`)
    }
    case 'call': {
      const [first, ...rest] = expression.given
      const isFormat = expression.name === 'States.Format' && first?.kind === 'text'
      const values = rest.map((each) => answerOf(each, scope, draw))
      const whole = first === undefined ? [] : [isFormat ? first.raw : answerOf(first, scope, draw), ...values]
      return functions[expression.name]!.run(whole, draw)
    }
  }
}

/** Reads a call from left to right. */
class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  call(): Call {
    const name = this.#take(/States\.\w+/y)
    if (name === undefined || !(name in functions)) throw this.#fault()
    if (this.#take(/\s*\(\s*/y) === undefined) throw this.#fault()
    const given: Expression[] = []
    if (this.#take(/\s*\)/y) !== undefined) return this.#complete(name, given)
    for (;;) {
      given.push(this.#argument())
      if (this.#take(/\s*\)/y) !== undefined) return this.#complete(name, given)
      if (this.#take(/\s*,\s*/y) === undefined) throw this.#fault()
    }
  }

  end(): void {
    if (this.#at !== this.#text.length) throw this.#fault()
  }

  #complete(name: string, given: readonly Expression[]): Call {
    const [least, most] = functions[name]!.takes
    if (given.length >= least && given.length <= most) return { kind: 'call', name, given }
    throw new Error(`${name} does not take ${given.length} arguments`)
  }

  #argument(): Expression {
    if (this.#text.startsWith('States.', this.#at)) return this.call()
    const text = this.#take(/'(?:[^'\\]|\\.)*'/sy)
    if (text !== undefined) return { kind: 'text', raw: text.slice(1, -1) }
    const literal = this.#take(/(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=\s*[,)])/y)
    if (literal !== undefined) return { kind: 'literal', value: JSON.parse(literal) }
    const path = this.#take(/\$(?:\[(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\]])*\]|[^\s,()[\]])*/y)
    if (path === undefined) throw this.#fault()
    parsePath(path)
    return { kind: 'path', path }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    this.#at += found?.length ?? 0
    return found
  }

  #fault(): Error {
    return new Error(`${this.#text} is not a function that the local host plays (see character ${this.#at + 1})`)
  }
}
