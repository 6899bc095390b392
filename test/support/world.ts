import type { Resource, World } from '../../infra/local/world.ts'

/** The world with each resource as `change` gives it back: a template that somebody edited. */
export const changed =
  (change: (resource: Resource) => Resource) =>
  (world: World): World => {
    const resources = world.resources.map(change)
    return {
      ...world,
      resources,
      ofType: (type) => resources.filter((resource) => resource.type === type),
      byArn: (arn) => resources.find((resource) => resource.arn === arn),
    }
  }
