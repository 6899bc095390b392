import { carryOut } from '../../page/carry-out.ts'
import { refusedAt, TextField } from '../../page/piece/field.tsx'
import { Notice, RefusedNotice } from '../../page/piece/notice.tsx'
import { Sky } from '../../page/piece/sky.tsx'
import type { PageRoute, View, Visit } from '../../page/visit.ts'
import { BareFrame } from '../frame.tsx'
import { operations, passCookie, pathOf } from './operation.ts'
import { approvalTexts } from './text.ts'

const path = '/approvals/{number}/{stage}'

const CodeForm = ({ visit, address }: { visit: Visit; address: string }) => {
  const { reader, params } = visit
  const { stranger: texts } = approvalTexts[reader.language]
  const action = `${pathOf(params)}/enter`
  const refused = refusedAt(action, visit.refused)
  return (
    <>
      <RefusedNotice refused={refused} reader={reader} />
      {!refused && (
        <Notice isLive>
          <p>{texts.sent(address)}</p>
        </Notice>
      )}
      <form class="form" method="post" action={action}>
        <input type="hidden" name="address" value={address} />
        <TextField
          state={{ reader, refused: undefined }}
          name="code"
          label={texts.code}
          hint={texts.codeHint}
          autocomplete="one-time-code"
          most={20}
          isRequired
        />
        <p>
          <button class="button big" type="submit">
            {texts.enter}
          </button>
        </p>
      </form>
      <form method="post" action={`${pathOf(params)}/code`}>
        <input type="hidden" name="address" value={address} />
        <button class="button ghost" type="submit">
          {texts.another}
        </button>
      </form>
    </>
  )
}

const AddressForm = ({ visit }: { visit: Visit }) => {
  const { reader, params } = visit
  const { stranger: texts } = approvalTexts[reader.language]
  const action = `${pathOf(params)}/code`
  const refused = refusedAt(action, visit.refused)
  return (
    <details open={refused !== undefined || visit.query.code !== undefined}>
      <summary>{texts.noAccount}</summary>
      <p class="soft">{texts.noAccountHint}</p>
      <RefusedNotice refused={refused} reader={reader} />
      <form class="form" method="post" action={action}>
        <TextField
          state={{ reader, refused }}
          name="address"
          label={texts.address}
          type="email"
          autocomplete="email"
          most={254}
          isRequired
        />
        <p>
          <button class="button quiet" type="submit">
            {texts.send}
          </button>
        </p>
      </form>
    </details>
  )
}

const StrangerPage = ({ visit, address }: { visit: Visit; address?: string | undefined }) => {
  const { reader, params } = visit
  const { stranger: texts } = approvalTexts[reader.language]
  return (
    <BareFrame reader={reader} title={texts.heading}>
      <section class="card padded narrow stack approval">
        <Sky />
        <div>
          <h1>{texts.heading}</h1>
          <p>{texts.text}</p>
        </div>
        {address === undefined ? (
          <>
            <p>
              <a class="button big" href={`/sign-in?${new URLSearchParams({ to: pathOf(params) })}`}>
                {texts.signIn}
              </a>
            </p>
            <AddressForm visit={visit} />
          </>
        ) : (
          <CodeForm visit={visit} address={address} />
        )}
      </section>
    </BareFrame>
  )
}

/** Whoever comes without a sign-in learns nothing but how to show who they are. */
export const strangerView = (visit: Visit): View => {
  const isEntering = visit.refused?.action.endsWith('/enter')
  const address = isEntering ? (visit.refused?.form.get('address') ?? undefined) : undefined
  return { page: <StrangerPage visit={visit} address={address} /> }
}

const ask: PageRoute = {
  method: 'POST',
  path: `${path}/code`,
  again: path,
  isOpen: true,
  show: async (visit, desk) => {
    const address = visit.form.get('address') ?? ''
    await carryOut(visit, desk, operations.askApprovalCode, { params: visit.params, body: { address } })
    // The address stays in the page that answers: it stands in no URL.
    return { page: <StrangerPage visit={visit} address={address} /> }
  },
}

const enter: PageRoute = {
  method: 'POST',
  path: `${path}/enter`,
  again: path,
  isOpen: true,
  show: async (visit, desk) => {
    const { form, params } = visit
    const body = { address: form.get('address') ?? '', code: form.get('code') ?? '' }
    const opened = await carryOut<{ person: string; pass: string }>(visit, desk, operations.enterApprovalCode, {
      params,
      body,
    })
    return { to: pathOf(params), cookies: [passCookie(visit, opened, desk.publicUrl.startsWith('https:'))] }
  },
}

/** Deciding without an account: a code to the address that was asked opens the form for a quarter of an hour. */
export const guestPages: readonly PageRoute[] = [ask, enter]
