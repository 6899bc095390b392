import { resolve } from 'node:path'
import { startHost } from './host.ts'
import { prepare } from './prepare.ts'
import { settingsIn, startFailure } from './start-settings.ts'

try {
  const { port, smtpPort, dataDir } = settingsIn(process.env)
  const assembly = resolve(dataDir, 'assembly')
  const host = await startHost({
    assembly,
    prepare: () => prepare(assembly),
    dataDir: resolve(dataDir),
    port,
    smtpPort,
    hasStories: true,
  })
  // Counted from the start of the process.
  const seconds = (performance.now() / 1000).toFixed(1)
  console.log(`
Haneul is ready after ${seconds} s.
  Pages    ${host.url}/
  Mailbox  ${host.url}/_local/mail
  Mail in  smtp://127.0.0.1:${host.smtpPort} (to ${host.mailAddresses.join(', ')})
  Data     ${resolve(dataDir)}
`)
  const end = () => {
    // A second signal ends at once what does not want to end.
    process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1))
    host.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', end).once('SIGTERM', end)
} catch (error) {
  console.error(startFailure(error, process.env))
  process.exit(1)
}
