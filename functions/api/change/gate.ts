import * as z from 'zod'
import { type Change, ChangeState, Risk } from '../../../lib/change/change.ts'
import type { Obstacle } from '../../../lib/change/command.ts'
import { gateDecision } from '../../../lib/change/gate.ts'
import { ensureOwner, gateReceipt, passGate, whyRejected } from '../../../lib/desk/change/gate.ts'
import { readPerson } from '../../../lib/desk/change-person.ts'
import { readTeam } from '../../../lib/desk/change-team.ts'
import { followerOf, personNamed } from '../../../lib/desk/named-person.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { PersonRef } from '../../../lib/ticket/person-ref.ts'
import type { Response } from '../../edge/http.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { Label, Named, said } from './field.ts'
import { ObstacleView, obstaclesFor } from './obstacle-view.ts'
import { deskOnly, ensureMay, visible } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

const path = '/api/v1/changes/gate'

const short = (what: string) => z.string(what).trim().min(1, what).max(200, 'Use at most 200 characters')

const Asking = z.strictObject({
  service: said.service,
  version: short('Give the version').describe('Version that is to be deployed.'),
  commit: short('Give the commit').optional().describe('Commit that it was made from.'),
  pipeline: z
    .url({ protocol: /^https?$/, error: 'Give the address of the run' })
    .max(500, 'Use at most 500 characters')
    .describe('Address of the run that waits.'),
  environment: short('Name the environment').optional().describe('Where it is deployed to, such as production.'),
  attempt: z.int().min(1).max(10_000).optional().describe('Which try of the run this is: another one asks anew.'),
  items: said.items.optional().describe('Names of the configuration items it touches; the service itself when absent.'),
  team: Label.optional().describe('Id of the team that answers for it; the first team when absent.'),
  owner: Named.optional().describe(
    'Who answers for it, by mail address or id; whoever answers for the service, else the lead of the team.',
  ),
  requester: Named.optional().describe('Who wants it, by mail address or id, and so does not decide about it.'),
  impact: said.impact.optional(),
  plan: said.plan.optional(),
  test: said.test.optional(),
  backout: said.backout.optional(),
  hours: z
    .int('Use whole hours')
    .min(1, 'Use 1 to 168 hours')
    .max(168, 'Use 1 to 168 hours')
    .default(24)
    .describe('How long the run can wait; then its window is over.'),
})
type Asking = z.output<typeof Asking>

const Gate = z
  .object({
    number: z.string(),
    decision: z.enum(['waiting', 'approved', 'rejected']),
    state: ChangeState,
    risk: Risk.optional(),
    reason: z.string().optional().describe('Why it was rejected.'),
    obstacles: z.array(ObstacleView).optional().describe('What it waits for beside people.'),
    url: z.string().describe('Where to ask again while it waits.'),
  })
  .meta({ id: 'Gate' })

/** A pipeline that waits asks again about so often. */
const retrySeconds = '15'

const answer = async (
  desk: ApiDesk,
  change: Change,
  status: number,
  obstacles: readonly Obstacle[] = [],
): Promise<Response> => {
  const { number, state, risk } = change
  const decision = gateDecision(change, desk.now())
  const url = `${desk.publicUrl}${path}/${number}`
  const reason = decision === 'rejected' ? await whyRejected(changeOffice(desk), change) : undefined
  const waitsFor = obstacles.length > 0 ? obstaclesFor(change, obstacles) : undefined
  return {
    status,
    headers: { location: `${path}/${number}`, ...(decision === 'waiting' && { 'retry-after': retrySeconds }) },
    body: Gate.parse({ number, decision, state, risk, reason, obstacles: waitsFor, url }),
  }
}

const ownerFor = async ({ caller, body }: Call<Asking>, desk: ApiDesk): Promise<PersonRef | undefined> => {
  const { store, policies } = desk
  if (body.owner !== undefined) return followerOf(await personNamed(store, caller, body.owner, 'owner'))
  const { firstTeam } = await policies.with([])
  const [service, team] = await Promise.all([
    changeOffice(desk).serviceOf(body.service),
    readTeam(store, body.team ?? firstTeam),
  ])
  for (const id of [service?.owner, team?.lead]) {
    const person = id === undefined ? undefined : await readPerson(store, id)
    if (person?.isActive) return followerOf(person)
  }
  return undefined
}

const opening = operation({
  method: 'POST',
  path,
  id: 'openGate',
  access: { kind: 'change', action: 'open' },
  summary: 'Let a pipeline ask whether it may deploy: opens a change, or finds the one that the same run opened before',
  description:
    'Authorized at once where the policy demands nobody’s approval and nothing stands in its way. Otherwise the run waits, and asks again at `url`. Start and finish the change when the deployment begins and ends.',
  body: Asking,
  status: 201,
  answer: Gate,
  run: async (call: Call<Asking>, desk: ApiDesk) => {
    const { caller, body } = call
    ensureMay(caller, 'open')
    ensureMay(caller, 'work')
    const at = desk.now()
    const { service, version, commit, pipeline, environment, attempt, team, impact, hours } = body
    const deployment = {
      version,
      pipeline,
      ...(commit !== undefined && { commit }),
      ...(environment !== undefined && { environment }),
      ...(attempt !== undefined && { attempt }),
    }
    const [owner, requester] = await Promise.all([
      ownerFor(call, desk),
      personNamed(desk.store, caller, body.requester ?? 'me', 'requester'),
    ])
    const { plan, test, backout } = body
    const wish = {
      service,
      deployment,
      requester: followerOf(requester),
      owner: ensureOwner(owner, service),
      items: body.items ?? [service],
      ...(team !== undefined && { team }),
      ...(impact && { impact }),
      texts: { ...(plan && { plan }), ...(test && { test }), ...(backout && { backout }) },
      window: { from: at, to: new Date(Date.parse(at) + hours * 3_600_000).toISOString() },
      replyKey: desk.replyKey(),
    }
    const context = { at, by: actorOf(caller), channel: 'api' } as const
    const receipt = gateReceipt(caller.id, service, deployment)
    const { change, obstacles } = await passGate(changeOffice(desk), wish, context, receipt)
    return answer(desk, change, 201, obstacles)
  },
})

const asking = operation({
  method: 'GET',
  path: `${path}/{number}`,
  id: 'readGate',
  access: { kind: 'change', action: 'read' },
  summary: 'Ask whether a pipeline may deploy: approved, rejected, or waiting; ask again after Retry-After seconds',
  status: 200,
  answer: Gate,
  run: async (call: Call, desk: ApiDesk) => {
    const change = await visible(call, desk)
    deskOnly(call)
    return answer(desk, change, 200)
  },
})

/** Where pipelines wait. */
export const gates = [opening, asking]
