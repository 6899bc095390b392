import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertStatus } from '../reading.ts'
import { field, isRecord, list, text } from '../walk.ts'

/** What CloudWatch's notifications by SNS, EventBridge and Lambda have in common. */

const states: Record<string, AlertStatus> = { ALARM: 'firing', OK: 'resolved', INSUFFICIENT_DATA: 'ignored' }

/** `ignored` for too little data: neither a problem nor its end. Undefined for what is no state. */
export const alarmStatus = (state: string | null): AlertStatus | undefined =>
  state !== null && Object.hasOwn(states, state.trim().toUpperCase()) ? states[state.trim().toUpperCase()] : undefined

/** The alarm's ARN; older messages name it by account, region and name. */
export const alarmKey = (arn: string | null, parts: Readonly<Record<string, string | null>>): string | null =>
  arn ?? keyed(parts)

/** `arn:aws:cloudwatch:eu-west-1:…` → `eu-west-1`; null for other texts. */
export const regionOf = (arn: string | null): string | null =>
  /^arn:[^:]+:[^:]+:([a-z0-9-]+):/.exec(arn ?? '')?.[1] ?? null

export const consoleLink = (region: string | null, name: string | null): string | null =>
  region && name
    ? `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`
    : null

/** Dimensions are an array of `{name, value}` by SNS and an object by EventBridge; metric math has several metrics. */
export const dimensionsOf = (...holders: (Json | undefined)[]): (readonly [string, Json])[] =>
  holders.flatMap((dimensions) =>
    isRecord(dimensions)
      ? Object.entries(dimensions)
      : list(dimensions).flatMap((one): (readonly [string, Json])[] => {
          const name = text(one, 'name', 'Name')
          return name === null ? [] : [[name, field(one, 'value') ?? field(one, 'Value') ?? null]]
        }),
  )

/** What says best which thing it is about, before whatever else comes first. */
const telling = [
  'InstanceId',
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'FunctionName',
  'LoadBalancer',
  'QueueName',
  'ServiceName',
]

export const hostOf = (dimensions: readonly (readonly [string, Json])[]): Json | undefined =>
  (telling.map((name) => dimensions.find(([one]) => one === name)).find((found) => found !== undefined) ??
    dimensions[0])?.[1]
