import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Letter } from '../../lib/mail/letter.ts'
import { readLetter } from '../../lib/mail/read-letter.ts'
import { replyKeyOf } from '../../lib/mail/reply-key.ts'

/** `npm run --silent read-mail -- FILE_OR_FOLDER…`: prints how each mail is read, one JSON object a line. */

/** Files that lie beside mails and are none. */
const notMail = /\.(?:md|jsonl?|ya?ml|ts|js|py|sh|csv|html?|zip|gz)$|^(?:LICEN[CS]E|README|COPYING|\.)/i

/** Every mail at or below `path`, in the order of their paths. */
const mailsIn = async (path: string): Promise<string[]> => {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !notMail.test(entry.name) && !entry.parentPath.includes('/LICENSES'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const emptyLine = {
  ...{
    file: '',
    error: null as string | null,
    from: null as string | null,
    to: [] as string[],
    subject: '',
    text: '',
    newText: '',
  },
  ...{ attachmentNames: [] as string[], attachmentCount: 0, isAutoReply: false, isBounce: false },
  ...{ inReplyTo: null as string | null, references: [] as readonly string[], replyKey: null as string | null, ms: 0 },
}

const describe = (letter: Letter) => {
  // What lies inside a winmail.dat is no attachment of the mail itself, nor is a report's own machinery.
  const attachments = letter.attachments.filter(
    ({ from, named, mediaType }) => from !== 'tnef' && (named || !/^(?:message|text)\//.test(mediaType)),
  )
  return {
    from: letter.from?.address.toLowerCase() ?? null,
    to: letter.to.map(({ address }) => address.toLowerCase()),
    subject: letter.subject,
    text: letter.text,
    newText: letter.newText,
    attachmentNames: attachments.filter(({ named }) => named).map(({ name }) => name),
    attachmentCount: attachments.length,
    isAutoReply: letter.autoReply || /^auto-submitted/i.test(letter.automatic ?? ''),
    isBounce: letter.bounce !== null,
    inReplyTo: letter.inReplyTo[0] ?? null,
    references: letter.references,
    replyKey: replyKeyOf(letter),
  }
}

const lineOf = async (path: string) => {
  const start = performance.now()
  const ms = () => Math.round((performance.now() - start) * 100) / 100
  try {
    return { ...emptyLine, file: basename(path), ...describe(await readLetter(await readFile(path))), ms: ms() }
  } catch (error) {
    return {
      ...emptyLine,
      file: basename(path),
      error: error instanceof Error ? error.message : String(error),
      ms: ms(),
    }
  }
}

const print = (line: unknown) =>
  new Promise<void>((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(line)}\n`, (error) => (error ? reject(error) : resolve())),
  )

for (const path of process.argv.slice(2)) {
  let mails: string[]
  try {
    mails = await mailsIn(path)
  } catch (error) {
    await print({ ...emptyLine, file: basename(path), error: error instanceof Error ? error.message : String(error) })
    continue
  }
  for (const mail of mails) await print(await lineOf(mail))
}
