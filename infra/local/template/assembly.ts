import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One resource as a template declares it, intrinsics unresolved. */
export interface Declaration {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly Condition?: string
}

/** The sections of a CloudFormation template that mean something here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>
  readonly Conditions?: Readonly<Record<string, unknown>>
  readonly Resources?: Readonly<Record<string, Declaration>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>>
}

/** One stack of a cloud assembly: its name, where it would be deployed, and its template. */
export interface Stack {
  readonly name: string
  readonly account: string
  readonly region: string
  readonly template: Template
}

/** `Rules` hold CDK's check of its bootstrap stack; the others describe. */
const KNOWN_SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
])

interface Artifact {
  readonly type: string
  readonly environment?: string
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string }
}

/**
 * Reads every stack of a cloud assembly (the folder that `cdk synth` writes). Throws a sentence for a template section
 * that is not played here (transforms, macros) and for nested assemblies.
 */
export function readAssembly(folder: string): readonly Stack[] {
  const { artifacts }: { artifacts: Record<string, Artifact> } = readJson(join(folder, 'manifest.json'))
  return Object.entries(artifacts).flatMap(([id, { type, environment = '', properties = {} }]) => {
    if (type === 'cdk:cloud-assembly') throw new Error(`${id}: the local host reads no nested assemblies (stages).`)
    if (type !== 'aws:cloudformation:stack') return []
    const template: Template = readJson(join(folder, properties.templateFile ?? ''))
    for (const section of Object.keys(template)) {
      if (!KNOWN_SECTIONS.has(section)) throw new Error(`${id}: the local host does not know the section ${section}.`)
    }
    // aws://000000000000/ap-northeast-2, or aws://unknown-account/unknown-region.
    const [account = '', region = ''] = environment.replace('aws://', '').split('/')
    return { name: properties.stackName ?? id, account, region, template }
  })
}

function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8'))
}
