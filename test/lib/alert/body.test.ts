import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { fault, reading, readings } from './a-payload.ts'

const alert = { id: 'tills', title: 'Queue — 계산대', status: 'firing' }
const json = JSON.stringify(alert)
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}
const parts = (name: string, value: string) =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--cut--\r\n`

describe('content types lie', () => {
  test.each<[string, unknown, Record<string, string>]>([
    ['JSON that calls itself a text', json, { 'content-type': 'text/plain; charset=UTF-8' }],
    ['JSON that calls itself a form', json, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['UTF-8 with its mark', `\ufeff${json}`, {}],
    ['UTF-16, little end first', utf16(json, false), { 'content-type': 'application/json' }],
    ['UTF-16, big end first', utf16(json, true), {}],
    ['UTF-16 without its mark', Buffer.from(json, 'utf16le'), {}],
    ['gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['gzip that nobody mentions', gzipSync(json), {}],
    ['deflate', deflateSync(json), { 'content-encoding': 'deflate' }],
    ['a form with a field `payload`', new URLSearchParams({ payload: json }).toString(), {}],
    ['a form whose field nobody escaped', `data=${json}`, {}],
    ['a flat form', new URLSearchParams(alert).toString(), { 'content-type': 'application/json' }],
    ['parts with a field `data`', parts('data', json), { 'content-type': 'multipart/form-data; boundary=cut' }],
    ['parts whose boundary nobody mentions', parts('data', json), {}],
    ['JSON as a string', JSON.stringify(json), {}],
    ['JSON as a string in a string', JSON.stringify(JSON.stringify(json)), {}],
    ['base64 of JSON', Buffer.from(json).toString('base64'), {}],
    ['JSON escaped for a form as a whole', encodeURIComponent(json), {}],
    ['an array of one', [alert], {}],
    ['JSON with a comma too many', `${json.slice(0, -1)},}`, {}],
    ['a function’s HTTP event', { headers: {}, requestContext: {}, body: json, isBase64Encoded: false }, {}],
    [
      'a push of Pub/Sub',
      { message: { data: Buffer.from(json).toString('base64'), messageId: '1' }, subscription: 's' },
      {},
    ],
  ])('%s is read', async (_, body, headers) => {
    expect(await reading(body, { headers })).toMatchObject({ key: 'id=tills', title: alert.title, status: 'firing' })
  })

  test('the numbers that JSON does not know are none', async () => {
    const body = '{"id":"tills","status":"down","title":"NaN, Infinity","wait":NaN,"most":-Infinity,"all":[Infinity,1]}'
    expect(await reading(body)).toMatchObject({ key: 'id=tills', title: 'NaN, Infinity' })
  })

  test('Korean and Western texts of before Unicode keep their letters', async () => {
    const sent = (title: number[]) =>
      Buffer.concat([Buffer.from('{"id":"1","status":"down","title":"'), Buffer.from(title), Buffer.from('"}')])
    expect((await reading(sent([0xc0, 0xe5, 0xbe, 0xd6]))).title).toBe('장애')
    expect((await reading(sent([0x53, 0x74, 0xf6, 0x72, 0x75, 0x6e, 0x67]))).title).toBe('Störung')
  })

  test('a request without a body is its query', async () => {
    const found = await reading('', { method: 'GET', query: { monitorID: '5', status: 'down', title: 'Tills' } })
    expect(found).toMatchObject({ status: 'firing', title: 'Tills' })
  })

  test('line breaks that a template left within a text stay in it', async () => {
    expect(await reading('{"id":"1","status":"down","title":"a\nb\tc"}')).toMatchObject({ title: 'a\nb\tc' })
  })

  test('each line of JSON is an alert', async () => {
    expect((await readings(`${json}\n${JSON.stringify({ ...alert, id: 'door' })}\n`)).map(({ key }) => key)).toEqual([
      'id=tills',
      'id=door',
    ])
  })

  test('numbers too large for a computer’s own keep every digit', async () => {
    expect(await reading('{"id":18446744073709551615,"title":"t","status":"open"}')).toMatchObject({
      key: 'id=18446744073709551615',
    })
  })
})

describe('bodies that nobody can read', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', '', /empty/],
    ['a text', 'the tills are slow', /text and no JSON/],
    ['a form never seen', { hello: 'world' }, /No format knows/],
    ['half of a JSON', json.slice(0, 20), /begins as JSON and cannot be parsed/],
    ['an empty list', [], /No format knows/],
    ['more brackets than anybody nests', '['.repeat(200_000), /nested too deeply/],
    ['a small body that unpacks to a huge one', gzipSync(Buffer.alloc(20_000_000)), /cannot be unpacked, or is larger/],
    ['a body that is no gzip after all', Buffer.from([0x1f, 0x8b, 1, 2, 3]), /cannot be unpacked/],
    ['a huge one', Buffer.alloc(6_000_000, 32), /larger than 5 MB/],
  ])('%s is refused with the reason', async (_, body, why) => {
    expect(await fault(body)).toMatch(why)
  })
})
