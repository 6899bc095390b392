import { dynamoStore } from '../../lib/aws/table.ts'
import { readSettings } from '../../lib/settings.ts'
import { http, problemResponse, type Request } from '../edge/http.ts'
import { now, replyKey } from '../edge/time.ts'
import { coreDesk } from './core-desk.ts'
import { directory } from './directory/operations.ts'
import type { ApiDesk, CoreDesk } from './operation.ts'
import { answering } from './route.ts'
import { scimError } from './scim/error.ts'
import { answerScim } from './scim/route.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL')
const store = dynamoStore(settings.TABLE_NAME)
const publicUrl = settings.PUBLIC_URL
const desk: CoreDesk = coreDesk(store, publicUrl)
// The directory has no files and no mail.
const answer = answering(directory, desk as ApiDesk)

const isScim = ({ path }: Request) => path.startsWith('/scim/')

/** The company's directory: SCIM 2.0 as Entra ID speaks it, files of people, and the rules about both. */
export const handler = http(
  async (request: Request) =>
    isScim(request) ? answerScim({ store, publicUrl, now, newId: replyKey }, request) : answer(request),
  (problem, request) => (isScim(request) ? scimError(problem) : problemResponse(problem)),
)
