import { readSettings } from '../../lib/settings.ts'
import { http } from '../edge/http.ts'
import { openapi } from './openapi.ts'
import { operations } from './operations.ts'

const { PUBLIC_URL } = readSettings(process.env, 'PUBLIC_URL')

/**
 * The document that describes the whole API. A function of its own, because it carries every operation there is, and whoever
 * asks whether the desk is well waits for none of them.
 */
export const handler = http(async () => ({ status: 200, body: openapi(operations, PUBLIC_URL) }))
