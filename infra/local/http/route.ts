/** One route of an HTTP API, prepared for matching. */
export interface Route {
  /** As in the template: `GET /incidents/{number}`, `ANY /api/{proxy+}` or `$default`. */
  readonly routeKey: string
  /** ARN of the function its integration invokes. */
  readonly functionArn: string
  /** How long the API waits for the function. */
  readonly timeoutMs: number
}

/** The route a request takes, with the path parameters it was matched by. */
export interface RouteMatch {
  readonly route: Route
  readonly pathParameters: Readonly<Record<string, string>>
}

/** Answers the route for a request; nothing when none matches and there is no `$default`. */
export type Router = (method: string, path: string) => RouteMatch | undefined

interface Candidate {
  readonly route: Route
  readonly method: string
  readonly segments: readonly string[]
  readonly greedy: boolean
}

/**
 * Prepares the routes of an API. Precedence as the API Gateway Developer Guide gives it ("Create routes for HTTP APIs"):
 * full matches before greedy ones before `$default`; between equals the more literal path, then the method before ANY.
 * @param routes the API's routes; paths of requests are matched decoded, segment by segment
 */
export function routerOf(routes: readonly Route[]): Router {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default')
  const candidates = routes
    .filter((route) => route !== fallback)
    .map(candidateOf)
    .sort(byPrecedence)
  return (method, path) => {
    const segments = segmentsOf(path)
    for (const candidate of candidates) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue
      const pathParameters = parametersIn(candidate, segments)
      if (pathParameters !== undefined) return { route: candidate.route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}

const segmentsOf = (path: string) => path.split('/').slice(1)

function candidateOf(route: Route): Candidate {
  const [method = '', path = ''] = route.routeKey.split(' ')
  const segments = segmentsOf(path)
  return { route, method, segments, greedy: segments.at(-1)?.endsWith('+}') ?? false }
}

function byPrecedence(one: Candidate, other: Candidate): number {
  return (
    Number(one.greedy) - Number(other.greedy) ||
    compareLiterals(one, other) ||
    Number(one.method === 'ANY') - Number(other.method === 'ANY')
  )
}

// The first segment that is literal in one path and variable in the other decides; of two greedy paths the longer.
function compareLiterals(one: Candidate, other: Candidate): number {
  const rank = (segment: string | undefined) =>
    segment === undefined ? 3 : segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0
  const length = Math.max(one.segments.length, other.segments.length)
  for (let index = 0; index < length; index += 1) {
    const difference = rank(one.segments[index]) - rank(other.segments[index])
    if (difference !== 0) return difference
  }
  return 0
}

function parametersIn({ segments, greedy }: Candidate, path: readonly string[]): Record<string, string> | undefined {
  const fixed = greedy ? segments.slice(0, -1) : segments
  if (greedy ? path.length <= fixed.length : path.length !== fixed.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of fixed.entries()) {
    const value = path[index] ?? ''
    if (!segment.startsWith('{')) {
      if (segment !== value) return undefined
    } else if (value === '') return undefined
    else parameters[segment.slice(1, -1)] = value
  }
  if (greedy) parameters[(segments.at(-1) ?? '').slice(1, -2)] = path.slice(fixed.length).join('/')
  return parameters
}
