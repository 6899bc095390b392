import { formatInstant } from '../../../../lib/people/reader-time.ts'
import type { ApprovalView } from '../../../api/approval/view.ts'
import { Notice } from '../../page/piece/notice.tsx'
import type { Reader } from '../../page/reader.ts'
import { pathOf } from './operation.ts'
import { approvalTexts, type Said } from './text.ts'

const Told = ({
  said,
  tone = 'info',
  more,
}: {
  said: Said
  tone?: 'info' | 'good' | 'warn'
  more?: string | undefined
}) => (
  <Notice tone={tone} heading={said.heading}>
    <p>{said.text}</p>
    {more && <p class="text">{more}</p>}
  </Notice>
)

/** What became of the change, once nobody need decide about it any more. */
const Closing = ({ view, reader }: { view: ApprovalView; reader: Reader }) => {
  const texts = approvalTexts[reader.language]
  const { closing, state } = view
  if (closing) {
    const said = texts.closing[closing.is](closing.by, formatInstant(closing.at, reader))
    const isWhy = closing.is !== 'rejected' && closing.is !== 'expired'
    return (
      <Told said={said} tone={closing.is === 'expired' ? 'warn' : 'info'} more={isWhy ? closing.reason : undefined} />
    )
  }
  return state === 'authorize' ? null : <Told said={texts.authorized} tone="good" />
}

/** What one has said, for ever, however often one comes back. */
const Recorded = ({ view, reader, hasReceipt }: { view: ApprovalView; reader: Reader; hasReceipt: boolean }) => {
  const texts = approvalTexts[reader.language]
  const { yours } = view
  if (!yours?.decidedAt || (yours.state !== 'approved' && yours.state !== 'rejected')) return null
  const { approver, for: absent, state, decidedAt, channel, comment } = yours
  const name = absent ? `${approver.name} (${texts.forSomebody(absent.name)})` : approver.name
  return (
    <Notice
      tone={state === 'approved' ? 'good' : 'info'}
      heading={texts.recorded[state](name, formatInstant(decidedAt, reader))}
    >
      {comment && <blockquote class="excerpt">{comment}</blockquote>}
      <p>{channel && texts.recordedBy(texts.via[channel])}</p>
      {hasReceipt && (
        <p>
          <a href={`${pathOf(view)}/receipts`} download>
            {texts.receipt}
          </a>
        </p>
      )}
    </Notice>
  )
}

/** Where a question stands that is not open to the reader, in words that leave nothing to guess. */
export const Standing = (props: { view: ApprovalView; reader: Reader; hasReceipt: boolean }) => {
  const { view, reader, hasReceipt } = props
  const texts = approvalTexts[reader.language]
  const { yours, state, closing, askedAt } = view
  const isDecided = yours?.state === 'approved' || yours?.state === 'rejected'
  const isOver = closing !== undefined || state !== 'authorize'
  return (
    <div class="stack tight" role="status">
      {!yours && <Told said={texts.onlyReading} />}
      {isDecided && <Recorded view={view} reader={reader} hasReceipt={hasReceipt} />}
      {isOver && <Closing view={view} reader={reader} />}
      {!isOver && isDecided && <Told said={texts.waiting} />}
      {!isOver && yours?.state === 'invalidated' && <Told said={texts.asksAgain} tone="warn" />}
      {!isOver && yours?.state === 'requested' && <Told said={askedAt ? texts.settled : texts.notYet} />}
    </div>
  )
}
