// Plain JavaScript, because an older Node that runs this cannot read TypeScript: `node infra/node24.js FILE.ts ARGUMENTS…`
// runs the file by Node 24, which `npm ci` brings along where the machine has an older one.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { runMain } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [, , file = '', ...rest] = process.argv
const packaged = resolve(dirname(fileURLToPath(import.meta.url)), '../node_modules/node/bin/node')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  process.argv.splice(1, 2, resolve(file))
  runMain()
} else if (existsSync(packaged)) {
  const child = spawn(packaged, [file, ...rest], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0)
  })
} else {
  console.error(
    `Haneul needs Node 24 and this is ${process.versions.node}: run \`npm ci\` without --ignore-scripts, which brings it along, or install Node 24.`,
  )
  process.exitCode = 1
}
