import type { ApprovalView } from '../../../api/approval/view.ts'
import { refusedAt, TextArea } from '../../page/piece/field.tsx'
import { Notice, RefusedNotice } from '../../page/piece/notice.tsx'
import type { Visit } from '../../page/visit.ts'
import { isNobody, pathOf } from './operation.ts'
import { approvalTexts } from './text.ts'

const mostComment = 4000

/** The two forms with which somebody decides; both carry what was shown. Only sending one of them decides. */
export const DecisionForms = ({ visit, view }: { visit: Visit; view: ApprovalView }) => {
  const { reader, params } = visit
  const texts = approvalTexts[reader.language]
  const action = pathOf(params)
  const refused = refusedAt(action, visit.refused)
  const isWrong = refused?.refusal.code === 'invalid'
  const wasRejecting = refused?.form.get('decision') === 'rejected'
  const shown = (
    <>
      <input type="hidden" name="digest" value={view.digest} />
      <input type="hidden" name="seen" value={view.version} />
    </>
  )
  if (view.needsFreshSignIn) return <SignInAgain visit={visit} />
  return (
    <section class="approval-decide" id="decide" aria-labelledby="decide-heading">
      <h2 id="decide-heading">{texts.decision}</h2>
      {isWrong && <RefusedNotice refused={refused} reader={reader} />}
      <form class="form" method="post" action={action}>
        {shown}
        <input type="hidden" name="decision" value="approved" />
        <TextArea
          state={{ reader, refused: wasRejecting ? undefined : refused }}
          scope="approve"
          name="comment"
          label={texts.comment}
          rows={2}
          most={mostComment}
        />
        <button class="button big" type="submit">
          {texts.approve}
        </button>
      </form>
      <details id="reject" open={wasRejecting}>
        <summary class="button quiet big">{texts.rejectOpen}</summary>
        <form class="form" method="post" action={action}>
          {shown}
          <input type="hidden" name="decision" value="rejected" />
          <TextArea
            state={{ reader, refused: wasRejecting ? refused : undefined }}
            scope="reject"
            name="comment"
            label={texts.reason}
            hint={texts.reasonHint}
            rows={3}
            most={mostComment}
            isRequired
          />
          <button class="button danger big" type="submit">
            {texts.reject}
          </button>
        </form>
      </details>
      <p class="soft small">{texts.once}</p>
    </section>
  )
}

/** The way to a fresh proof of who one is: the sign-in service, or another code for those without an account. */
const SignInAgain = ({ visit }: { visit: Visit }) => {
  const { reader, params } = visit
  const { signInAgain } = approvalTexts[reader.language]
  const to = isNobody(visit)
    ? `${pathOf(params)}?code`
    : `/sign-in?${new URLSearchParams({ fresh: '', to: pathOf(params) })}`
  return (
    <section class="approval-decide" id="decide">
      <Notice tone="warn" heading={signInAgain.heading}>
        <p>{signInAgain.text}</p>
      </Notice>
      <p>
        <a class="button big" href={to}>
          {signInAgain.button}
        </a>
      </p>
    </section>
  )
}
