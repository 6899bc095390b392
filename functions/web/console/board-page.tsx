import type { Board } from '../../../lib/metrics/board.ts'
import type { MajorList } from '../../api/incident/majors.ts'
import { carryOut } from '../page/carry-out.ts'
import type { PageRoute } from '../page/visit.ts'
import { BoardPage } from './board.tsx'
import { operations } from './operation.ts'
import { teamNames } from './tickets.tsx'

const board: PageRoute = {
  method: 'GET',
  path: '/desk/board',
  show: async (visit, desk) => {
    const team = visit.query.team || undefined
    const [read, teams, majors] = await Promise.all([
      carryOut<Board>(visit, desk, operations.readBoard, { query: { team } }),
      teamNames(visit, desk),
      carryOut<MajorList>(visit, desk, operations.listMajorIncidents),
    ])
    const shown = majors.items.filter((item) => team === undefined || item.team === team)
    return { page: <BoardPage visit={visit} board={read} team={team} teams={teams} majors={shown} /> }
  },
}

/** How the work stands. */
export const boardPages: readonly PageRoute[] = [board]
