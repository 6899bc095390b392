import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import type { Invocation, Outcome, WorkerSetup } from './instance.ts'

const setup = workerData as WorkerSetup
const port = parentPort!

type Handler = (event: unknown, context: unknown) => unknown

async function loadHandler(): Promise<Handler> {
  const module = await import(pathToFileURL(setup.file).href)
  const handler = module[setup.exportName] ?? module.default?.[setup.exportName]
  if (typeof handler !== 'function') throw new Error(`${setup.handler} is undefined or not exported`)
  return handler
}

/** Lambda's error document: what `responsePayload` of a destination record and an Invoke answer carry. */
function failureOf(thrown: unknown): Outcome {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return {
    ok: false,
    payload: JSON.stringify({
      errorType: error.name,
      errorMessage: error.message,
      trace: (error.stack ?? '').split('\n'),
    }),
  }
}

function contextOf(invocation: Invocation) {
  return {
    awsRequestId: invocation.requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
  }
}

async function run(handler: Handler, invocation: Invocation): Promise<Outcome> {
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation))
    return { ok: true, payload: JSON.stringify(result) ?? 'null' }
  } catch (thrown) {
    return failureOf(thrown)
  }
}

try {
  const handler = await loadHandler()
  port.on('message', async (invocation: Invocation) => port.postMessage(await run(handler, invocation)))
  port.postMessage('ready')
} catch (thrown) {
  // On Lambda, too, every invocation of a module that cannot load fails with what loading threw.
  port.postMessage(failureOf(thrown))
}
