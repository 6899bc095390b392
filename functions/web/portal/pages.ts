import type { PageRoute } from '../page/visit.ts'

const home: PageRoute = { method: 'GET', path: '/', show: async () => ({ to: '/desk' }) }

/** Every page of the portal; the first that fits is shown. */
export const portalPages: readonly PageRoute[] = [home]
