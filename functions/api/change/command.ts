import type * as z from 'zod'
import type { Change } from '../../../lib/change/change.ts'
import { type ChangeOffice, type ChangeWish, commandChange, type PlainCommand } from '../../../lib/desk/change/order.ts'
import type { Result } from '../../../lib/desk/execute.ts'
import type { ActionOn } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import { type ApiDesk, type Call, type Operation, operation } from '../operation.ts'
import { carryOutOn } from './carry-out.ts'
import { ChangeSummary } from './summary.ts'
import { ensureMay, visible } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

/** A command as it was asked for, of a change that the caller may see. */
export interface AskedOf<Body> {
  readonly body: Body
  readonly wish: ChangeWish
  readonly change: Change
  readonly caller: Caller
  readonly desk: ApiDesk
  readonly office: ChangeOffice
}

/** A command to a change as the API offers it. */
export interface Command<Body extends z.ZodType> {
  readonly method?: 'POST' | 'PATCH'
  /** The last part of its path, such as `start`; the change itself when absent. */
  readonly name?: string
  /** What the document calls it. */
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly body: Body
  /** What the caller must be allowed to do. */
  readonly action: ActionOn<'change'>
  /** 201 for one that makes something. */
  readonly status?: number
  run(asked: AskedOf<z.output<Body>>): Promise<Result<Change>>
}

/** An operation on `/api/v1/changes/{number}`: answers the change's summary after the command. */
export const command = <Body extends z.ZodType>(c: Command<Body>): Operation => {
  const { method = 'POST', name, id, summary, description, body, action, status = 200 } = c
  return operation({
    method,
    path: `/api/v1/changes/{number}${name === undefined ? '' : `/${name}`}`,
    id,
    summary,
    description,
    body,
    status,
    answer: ChangeSummary,
    access: { kind: 'change', action },
    idempotent: true,
    matching: true,
    run: async (call: Call<z.output<Body>>, desk: ApiDesk) => {
      const change = await visible(call, desk)
      const { caller, body } = call
      ensureMay(caller, action, change)
      const office = changeOffice(desk)
      return carryOutOn(call, desk, status, change.number, (wish) =>
        c.run({ body, wish, change, caller, desk, office }),
      )
    },
  })
}

/** Gives the change a command that depends on nothing but it. */
export const plainly = <Body>(
  { office, wish, body }: AskedOf<Body>,
  make: (body: Body) => PlainCommand,
): Promise<Result<Change>> => commandChange(office, wish, make(body))
