import type { Person } from '../../lib/people/person.ts'
import type { Store } from '../../lib/store/store.ts'
import { entering } from './entering.ts'
import { refuseForeignForm } from './own-form.ts'
import type { Door } from './page/route.ts'

/** How pages know their visitors: by the session of their browser. Whom they do not admit finds nothing there. */
export const doorOf = (store: Store, publicUrl: string, admits: (person: Person) => boolean = () => true): Door => ({
  enter: async (request) => {
    const entered = await entering(store, request, publicUrl)
    return entered && { ...entered, person: entered.caller }
  },
  admits,
  ensureOwnForm: (request) => refuseForeignForm(request, publicUrl),
})
