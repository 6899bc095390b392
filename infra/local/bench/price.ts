/**
 * List prices in dollars, us-east-1. Lambda, HTTP API, DynamoDB, SES, CloudWatch, Step Functions: AWS price pages as of 2026-11;
 * EventBridge, SQS and S3 as last published by AWS and not checked again.
 */
export const price = {
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  mailOut: 0.0001,
  mailIn: 0.0001,
  mailInChunk: 0.00009,
  mailInChunkBytes: 256 * 1024,
  eventOnBus: 1 / 1e6,
  transition: 0.025 / 1000,
  httpRequest: 1 / 1e6,
  queueRequest: 0.4 / 1e6,
  s3Put: 5 / 1e6,
  s3Get: 0.4 / 1e6,
  logGigabyte: 0.5,
  alarmAMonth: 0.1,
  freeAlarms: 10,
} as const

/** What one unit of work used. */
export interface Usage {
  readonly writeUnits: number
  readonly readUnits: number
  readonly s3Puts: number
  readonly s3Gets: number
  readonly events: number
  /** One entry per invocation: memory in megabytes and milliseconds. */
  readonly invocations: readonly { readonly megabytes: number; readonly milliseconds: number }[]
  readonly logBytes: number
}

/** Dollars of a unit of work, without SES. */
export const dollars = (usage: Usage): number =>
  usage.writeUnits * price.writeUnit +
  usage.readUnits * price.readUnit +
  usage.s3Puts * price.s3Put +
  usage.s3Gets * price.s3Get +
  usage.events * price.eventOnBus +
  usage.invocations.reduce(
    (sum, { megabytes, milliseconds }) =>
      sum + price.lambdaRequest + (megabytes / 1024) * (milliseconds / 1000) * price.lambdaGigabyteSecond,
    0,
  ) +
  (usage.logBytes / 1e9) * price.logGigabyte

/** Millionths of a dollar, as text. */
export const micro = (amount: number): string => `${(amount * 1e6).toFixed(1)} µ$`
