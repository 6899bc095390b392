import { judgeFile } from '../../lib/desk/judge-file.ts'
import { Upload } from '../../lib/desk/upload.ts'
import { key, partOf } from '../../lib/store/schema.ts'
import type { Message } from '../../lib/ticket/message.ts'
import type { TestApi } from './api.ts'

/** Has the scan find this in every file of a ticket that waits for its verdict. */
export const judgeFilesOf = async (
  { desk, now }: Pick<TestApi, 'desk' | 'now'>,
  number: string,
  state: 'clean' | 'infected' | 'unchecked',
): Promise<void> => {
  const { items } = await desk.store.parts(number, partOf.event, { limit: 100 })
  const messages = items.map(({ data }) => (data as { message?: Message }).message)
  for (const { upload } of messages.flatMap((message) => message?.attachments ?? [])) {
    if (upload === undefined) continue
    const { takenVersion } = Upload.parse(await desk.store.get(key.upload(upload)))
    await judgeFile(desk, upload, { version: takenVersion!, state, at: now })
  }
}
