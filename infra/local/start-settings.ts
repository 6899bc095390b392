import * as z from 'zod'
import { DataFolderInUse } from './data-lock.ts'
import { NoEngine } from './storage/engine.ts'
import { TemplateError } from './template/world.ts'

const wanted = { error: 'a port is a whole number up to 65535; 0 takes any free one' }
const port = z.coerce.number(wanted).int(wanted).min(0, wanted).max(65_535, wanted)

/** What a person may set: ports (0 takes a free one) and the folder of everything that is stored. */
const Settings = z.object({
  PORT: port.default(3000),
  SMTP_PORT: port.default(2525),
  DATA_DIR: z.string().min(1).default('.data'),
})

/** Reads the settings; throws `BadSetting` with a sentence for a value that is none. */
export function settingsIn(environment: NodeJS.ProcessEnv): { port: number; smtpPort: number; dataDir: string } {
  const read = Settings.safeParse(environment)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new BadSetting(`${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const { PORT, SMTP_PORT, DATA_DIR } = read.data
  return { port: PORT, smtpPort: SMTP_PORT, dataDir: DATA_DIR }
}

/** A setting has a value that it cannot have; the message says which. */
export class BadSetting extends Error {}

/** How every complaint about a resource of the template begins: where it stands, and its type. */
const ABOUT_TEMPLATE = /^\S+\/\S+ \(AWS::\S+\): /

/** What a person is told when the host does not start: one sentence where we know the cause, everything where not. */
export function startFailure(error: unknown, environment: NodeJS.ProcessEnv): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && 'port' in error) {
    const setting = Number(error.port) === Number(environment.SMTP_PORT ?? 2525) ? 'SMTP_PORT' : 'PORT'
    if (error.code === 'EADDRINUSE') {
      return `Port ${error.port} is taken: end what listens there, or set ${setting} to another port (0 takes any free one).`
    }
    if (error.code === 'EACCES') return `Port ${error.port} needs privileges: set ${setting} to a port above 1023.`
  }
  const known = [BadSetting, DataFolderInUse, NoEngine, TemplateError].some((kind) => error instanceof kind)
  return known || ABOUT_TEMPLATE.test(error.message) ? error.message : (error.stack ?? error.message)
}
