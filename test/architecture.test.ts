import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** An import: the file that imports, and what it imports (a path from the root, or a package). */
interface Import {
  readonly from: string
  readonly to: string
}

const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)

const importsOf = (file: string): Import[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]/gm)].map(
    ([, to]) => ({
      from: file,
      to: to!.startsWith('.') ? normalize(relative(root, join(root, dirname(file), to!))) : to!,
    }),
  )

const files = ['infra', 'functions', 'lib'].flatMap(sources)
const imports = files.flatMap(importsOf)
const broken = (isBroken: (i: Import) => boolean) =>
  imports.filter(isBroken).map(({ from, to }) => `${from} imports ${to}`)

const processes = ['incident', 'problem', 'change', 'request', 'knowledge', 'cmdb']
const isLocal = (path: string) => /^(?:infra|functions|lib)\//.test(path)

describe('the house', () => {
  test('lib imports lib only', () => {
    expect(broken(({ from, to }) => from.startsWith('lib/') && isLocal(to) && !to.startsWith('lib/'))).toEqual([])
  })

  test('functions import the edge, their own folder and lib; pages carry out what the API can do', () => {
    const allowed = (from: string, to: string) =>
      to.startsWith('lib/') ||
      to.startsWith('functions/edge/') ||
      (from.startsWith('functions/web/') && to.startsWith('functions/api/')) ||
      to.startsWith(`${dirname(from).split('/').slice(0, 2).join('/')}/`)
    expect(broken(({ from, to }) => from.startsWith('functions/') && isLocal(to) && !allowed(from, to))).toEqual([])
  })

  test('the stacks know the table and the settings of lib, and nothing else', () => {
    const isStack = (from: string) => from.startsWith('infra/') && !/^infra\/(?:local|command)\//.test(from)
    const allowed = new Set(['lib/store/schema.ts', 'lib/settings.ts'])
    expect(broken(({ from, to }) => isStack(from) && /^(?:lib|functions)\//.test(to) && !allowed.has(to))).toEqual([])
  })

  test('a process imports what all share, never another process', () => {
    const shared = ['ticket', 'people', 'policy', 'approval']
    const wrong = broken(({ from, to }) => {
      const own = processes.find((name) => from.startsWith(`lib/${name}/`))
      return (
        own !== undefined && to.startsWith('lib/') && ![own, ...shared].some((name) => to.startsWith(`lib/${name}/`))
      )
    })
    expect(wrong).toEqual([])
  })

  test('what processes share knows no process', () => {
    const shared = ['lib/ticket/', 'lib/people/', 'lib/policy/', 'lib/approval/', 'lib/store/', 'lib/mail/']
    expect(
      broken(
        ({ from, to }) =>
          shared.some((s) => from.startsWith(s)) && processes.some((name) => to.startsWith(`lib/${name}/`)),
      ),
    ).toEqual([])
  })

  test('only lib/aws imports the SDK', () => {
    expect(
      broken(
        ({ from, to }) =>
          !from.startsWith('lib/aws/') && !from.startsWith('infra/local/') && to.startsWith('@aws-sdk/'),
      ),
    ).toEqual([])
  })

  test('only the edge imports middy', () => {
    expect(broken(({ from, to }) => !from.startsWith('functions/edge/') && to.startsWith('@middy/'))).toEqual([])
  })

  test('zod is imported whole, so that it can be tree-shaken', () => {
    const named = files.filter((file) =>
      /import \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(named).toEqual([])
  })

  test('time, chance and the environment reach the domain as arguments', () => {
    const ambient = /\bDate\.now\(|\bnew Date\(\)|\brandomUUID\b|\brandomBytes\b|\bMath\.random\b|\bprocess\.env\b/
    const found = files.filter(
      (file) =>
        file.startsWith('lib/') && !file.startsWith('lib/aws/') && ambient.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(found).toEqual([])
  })

  test('folders say what they are about', () => {
    const vague = files.filter((file) =>
      /\/(?:utils?|helpers?|types|services?|common|misc|index)(?:\/|\.ts)/.test(file),
    )
    expect(vague).toEqual([])
  })
})
