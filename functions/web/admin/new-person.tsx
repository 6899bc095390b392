import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { TextField } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { PersonFieldset } from './person-form.tsx'
import { type PersonView, somePeople, withIds } from './person-named.ts'
import { Edit } from './piece/edit.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/people/new'

const page: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const people = await somePeople(visit, desk)
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.people.add}
          lead={texts.people.addLead}
          above={[['/desk/admin/people', texts.section.people.name]]}
          isForm
        >
          <div class="card padded">
            <Edit
              visit={visit}
              action={path}
              once={desk.newId()}
              save={texts.people.add}
              fields={(state) => (
                <>
                  <TextField
                    state={state}
                    name="addresses"
                    label={texts.term.addresses}
                    hint={texts.people.addressesHint}
                    isRequired
                  />
                  <PersonFieldset state={state} people={people} />
                </>
              )}
            />
          </div>
        </AdminPage>
      ),
    }
  },
}

const register = saving({
  path,
  page,
  save: async (visit, desk) => {
    const body = formBody(operations.registerPerson.body, await withIds(visit, desk, ['manager']))
    const { id } = await carryOut<PersonView>(visit, desk, operations.registerPerson, { body })
    return saved('/desk/admin/people/{id}', { id })
  },
})

/** Making somebody known. */
export const newPerson: readonly PageRoute[] = [page, register]
