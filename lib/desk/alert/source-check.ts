import { isNetwork } from '../../alert/address.ts'
import type { AlertReader } from '../../alert/reader.ts'
import type { AlertSourceFields } from '../../alert/source.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'

const refuse = (field: string, what: string): never => {
  throw new Refusal('invalid', `${field}: ${what}`, field)
}

const ensureCompiles = ({ faultIn }: AlertReader, field: string, expression: string | undefined) => {
  const fault = expression === undefined ? null : faultIn(expression)
  if (fault !== null) refuse(field, `This is no JSONata: ${fault}.`)
}

const topic = /^arn:aws(?:-cn|-us-gov)?:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]{1,256}$/

/** What checking the settings of a source takes. */
export interface SourceChecks {
  readonly store: Store
  readonly alertReader: AlertReader
}

/** Refuses settings by which nothing could ever be read. */
export const ensureReads = (
  alertReader: AlertReader,
  {
    format,
    mapping,
    identity,
    suppressWhen,
  }: Pick<AlertSourceFields, 'format' | 'mapping' | 'identity' | 'suppressWhen'>,
): void => {
  if (format !== 'auto' && format !== 'mapping' && !alertReader.formats.includes(format))
    refuse('format', `There is no format ${format}. Use auto, mapping, or one of ${alertReader.formats.join(', ')}.`)
  if (format === 'mapping' && !mapping)
    refuse('mapping', 'Give the JSONata that reads what it sends, or use another format.')
  ensureCompiles(alertReader, 'mapping', mapping)
  for (const [i, path] of identity.entries()) ensureCompiles(alertReader, `identity.${i}`, path)
  ensureCompiles(alertReader, 'suppressWhen', suppressWhen)
}

/** Refuses settings of a source that could never work; the schema has read them already. */
export const ensureSourceWorks = async (
  { store, alertReader }: SourceChecks,
  fields: AlertSourceFields,
): Promise<void> => {
  const { addresses, signing, topics, team, service } = fields
  ensureReads(alertReader, fields)
  for (const [i, network] of addresses.entries())
    if (!isNetwork(network))
      refuse(`addresses.${i}`, `${network} is neither an IP address nor a network such as 203.0.113.0/24.`)
  for (const [i, arn] of topics.entries())
    if (!topic.test(arn))
      refuse(`topics.${i}`, `${arn} is no ARN of an SNS topic, such as arn:aws:sns:eu-west-1:111122223333:alarms.`)
  if (signing === 'sns' && topics.length === 0)
    refuse('topics', 'Name the topics that may send here: anybody can sign with SNS.')
  const named = { team, service }
  for (const field of ['team', 'service'] as const) {
    const id = named[field]
    if (id === undefined) continue
    const found = await store.get(key.kept(field, id))
    if (!found || found.isRemoved) refuse(field, `There is no ${field} ${id}. Give the id of one, or leave it out.`)
  }
}
