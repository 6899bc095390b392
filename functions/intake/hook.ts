import { http } from '../edge/http.ts'

export const handler = http(async () => ({ status: 503, headers: { 'retry-after': '5' } }))
