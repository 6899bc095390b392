import { describe, expect, test } from 'vitest'
import { readForm } from '../../../../functions/web/page/form.ts'

/** A request as a browser without script sends it. */
const posted = async (data: FormData | URLSearchParams) => {
  const request = new Request('https://desk.example/', { method: 'POST', body: data })
  return {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: Buffer.from(await request.arrayBuffer()),
  }
}

describe('a form that a browser sends without script', () => {
  test('gives its fields, and its files with name, type and bytes', async () => {
    const data = new FormData()
    data.append('title', '프린터 고장')
    data.append('file', new File([Uint8Array.of(0, 255, 13, 10)], '화면 "1".png', { type: 'image/png' }))
    data.append('file', new File([], ''))
    const { form, files } = await readForm(await posted(data))
    // Node reads the field that was left empty as an empty text.
    expect([...form]).toEqual([
      ['title', '프린터 고장'],
      ['file', ''],
    ])
    expect(files).toEqual([{ name: '화면 "1".png', mediaType: 'image/png', bytes: Uint8Array.of(0, 255, 13, 10) }])
  })

  test('may have no files', async () => {
    const { form, files } = await readForm(await posted(new URLSearchParams({ text: 'a&b', score: '5' })))
    expect([[...form], files]).toEqual([
      [
        ['text', 'a&b'],
        ['score', '5'],
      ],
      [],
    ])
  })

  test.each(['application/json', 'multipart/form-data; boundary=x', ''])(
    'is refused when it is none (%s)',
    async (type) => {
      const given = { headers: { 'content-type': type }, body: Buffer.from('{"broken') }
      await expect(readForm(given)).rejects.toMatchObject({ code: 'invalid' })
    },
  )
})
