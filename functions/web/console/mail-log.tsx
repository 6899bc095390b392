import { carryOut } from '../page/carry-out.ts'
import type { PageRoute } from '../page/visit.ts'
import { LettersPage, type ShownLetter, waiting } from './letters.tsx'
import { operations } from './operation.ts'

type Letters = { readonly items: readonly ShownLetter[]; readonly cursor: string | null }

const letters: PageRoute = {
  method: 'GET',
  path: '/desk/letters',
  show: async (visit, desk) => {
    const outcome = waiting.find((option) => option === visit.query.outcome) ?? waiting[0]
    const query = { outcome, cursor: visit.query.after, limit: 50 }
    const { items, cursor } = await carryOut<Letters>(visit, desk, operations.listLetters, { query })
    const replayed = visit.query.replayed !== undefined
    return {
      page: <LettersPage visit={visit} outcome={outcome} letters={items} next={cursor} replayed={replayed} />,
    }
  },
}

const raw: PageRoute = {
  method: 'GET',
  path: '/desk/letters/{id}/raw',
  show: ({ request, person, params }, desk) =>
    operations.readRawLetter.run({ caller: person, params, query: {}, body: {}, request }, desk),
}

const replay: PageRoute = {
  method: 'POST',
  path: '/desk/letters/{id}/replay',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.replayLetter, { params: visit.params })
    return { to: '/desk/letters?replayed' }
  },
}

/** The mails that arrived and became nothing. */
export const mailLog: readonly PageRoute[] = [letters, raw, replay]
