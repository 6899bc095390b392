import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'

/** A running engine. */
export interface Dynoxide {
  readonly dataDir: string
  /** `http://127.0.0.1:PORT`; another one after a restart. */
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Restarts within a minute after which we stop trying: something is wrong that another start does not heal. */
const RESTARTS_A_MINUTE = 5

// The shell ends the engine when our end of the pipe closes, so that it does not outlive a host that was killed.
const GUARD =
  'exec 3<&0; "$@" </dev/null 3<&- & engine=$!; echo "pid $engine"; (cat <&3 >/dev/null; kill $engine) & wait $engine'

/**
 * Starts the engine on an ephemeral loopback port over `DATA_DIR/dynamodb.sqlite`, and again when it dies; calls fail
 * meanwhile and the SDK retries them. An engine that an earlier host left behind on this folder is ended first.
 */
export async function startDynoxide(program: string, dataDir: string): Promise<Dynoxide> {
  const database = join(dataDir, 'dynamodb.sqlite')
  const pidFile = join(dataDir, 'dynamodb.pid')
  await endOrphan(pidFile, database)
  const starts: number[] = []
  let stopping = false
  let current = await launch()
  let restarting = Promise.resolve()

  async function launch(): Promise<{ url: string; pid: number; child: ChildProcess }> {
    starts.push(Date.now())
    const port = String(await freePort())
    const command = [program, 'serve', '--host', '127.0.0.1', '--port', port, '--db-path', database]
    const guarded = process.platform !== 'win32'
    const [file = '', ...rest] = guarded ? ['/bin/sh', '-c', GUARD, 'sh', ...command] : command
    // A group of its own: Ctrl-C goes to the whole group of the host, which still needs the engine to finish its work.
    const child = spawn(file, rest, { stdio: ['pipe', 'pipe', 'pipe'], detached: guarded })
    const started = await ready(child)
    writeFileSync(pidFile, String(started.pid))
    child.once('exit', (code, signal) => {
      child.stdin?.destroy()
      if (!stopping) restarting = restart(code ?? signal)
    })
    return { ...started, child }
  }

  async function restart(reason: unknown): Promise<void> {
    const recent = starts.filter((at) => at > Date.now() - 60_000)
    if (recent.length > RESTARTS_A_MINUTE) {
      console.error(`The DynamoDB engine ended ${recent.length} times within a minute (${reason}); it stays down.`)
      return
    }
    console.error(`The DynamoDB engine ended (${reason}); starting it again.`)
    try {
      current = await launch()
    } catch (error) {
      await restart(error)
    }
  }

  return {
    dataDir,
    get url() {
      return current.url
    },
    get pid() {
      return current.pid
    },
    async stop() {
      stopping = true
      await restarting
      const { child } = current
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        if (process.platform === 'win32') child.kill()
        else child.stdin?.end()
        await ended
      }
      rmSync(pidFile, { force: true })
    },
  }
}

/** Waits for the lines that say pid and address; rejects with what the engine complained about when it ends instead. */
function ready(child: ChildProcess): Promise<{ url: string; pid: number }> {
  return new Promise((resolve, reject) => {
    let pid = child.pid ?? 0
    let complaints = ''
    const line = (text: string) => {
      pid = Number(/^pid (\d+)$/.exec(text)?.[1] ?? pid)
      const url = /listening on (http:\S+)/i.exec(text)?.[1]
      if (url !== undefined) resolve({ url, pid })
    }
    createInterface({ input: child.stdout! }).on('line', line)
    createInterface({ input: child.stderr! }).on('line', (text) => {
      complaints += `${text}\n`
      line(text)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The DynamoDB engine did not start (${code}): ${complaints.trim()}`)))
  })
}

async function endOrphan(pidFile: string, database: string): Promise<void> {
  const pid = pidIn(pidFile)
  if (pid === undefined || !commandOf(pid).includes(database)) return
  process.kill(pid)
  for (let waited = 0; commandOf(pid).includes(database); waited += 20) {
    if (waited > 2000) process.kill(pid, 'SIGKILL')
    await sleep(20)
  }
}

function pidIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

// Where there is no /proc the guard alone ends orphans; a pid that means another program by now must not be ended.
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return ''
    throw error
  }
}
