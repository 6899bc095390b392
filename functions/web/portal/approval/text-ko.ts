import { changeWords } from '../../../../lib/change/word.ts'
import type { ApprovalTexts } from './text.ts'

const { type, risk, field } = changeWords.ko

/** In Korean. */
export const ko: ApprovalTexts = {
  heading: '내 승인',
  lead: '결정을 기다리는 변경입니다.',
  open: '결정을 기다리는 건',
  over: '지난 건',
  none: {
    heading: '기다리는 건이 없습니다',
    hint: '결정이 필요한 변경이 생기면 여기에 나타나고 메일로도 알려 드립니다.',
  },
  noneOver: '아직 요청받은 승인이 없습니다.',
  until: (when) => `${when}까지`,
  forSomebody: (name) => `${name} 님 대신`,
  yourState: {
    requested: '결정 대기',
    approved: '승인',
    rejected: '반려',
    expired: '기한 지남',
    withdrawn: '회수됨',
    invalidated: '수정됨',
    'not-needed': '다른 분이 결정',
  },
  all: '내 승인 모두 보기',

  eyebrow: (stage) => `승인 요청 · ${stage}`,
  facts: {
    window: '작업 시간',
    risk: '위험도',
    type: '유형',
    service: '서비스',
    items: '대상',
    requester: '요청자',
    owner: '책임자',
    assignee: '작업자',
    until: '결정 기한',
  },
  sections: {
    why: '변경 사유',
    plan: '작업 계획',
    test: '시험',
    backout: '원복 계획',
    because: '위험도 근거',
    obstacles: '그 시간대의 제약',
    others: '승인자',
    shown: '결정 대상',
  },
  type,
  risk,
  field,
  impact: { low: '낮음', medium: '보통', high: '높음' },
  shownHint: '여기에 보이는 내용 그대로에 대한 결정으로 기록됩니다. 내용 지문:',
  blocks: '진행 불가',
  nobodyYet: '아직 순서가 아님',
  quorum: (is, amount) =>
    ({
      any: '한 명의 승인으로 충분',
      all: '모두 승인해야 함',
      count: `${amount}명 승인 필요`,
      percent: `${amount}% 승인 필요`,
    })[is],
  via: { page: '이 페이지에서', mail: '메일로', api: 'API로' },

  decision: '결정하기',
  comment: '덧붙일 말',
  approve: '승인',
  reject: '반려',
  rejectOpen: '반려하기',
  reason: '반려 이유',
  reasonHint: '요청자가 읽고 변경을 고칩니다.',
  once: '처음 내린 결정만 기록됩니다. 이 페이지를 여는 것만으로는 아무것도 결정되지 않습니다.',

  changed: {
    heading: '보시는 동안 내용이 바뀌었습니다',
    text: '아직 결정되지 않았습니다. 달라진 점을 확인하고 현재 내용에 대해 결정해 주세요.',
  },
  was: '이전',
  is: '현재',
  nothing: '없음',
  signInAgain: {
    heading: '결정하려면 다시 로그인해 주세요',
    text: '위험도가 높은 변경이라 방금 로그인한 상태에서만 결정할 수 있습니다. 로그인하면 바로 이 페이지로 돌아옵니다.',
    button: '로그인하고 결정하기',
  },

  recorded: {
    approved: (name, when) => `${name} 님이 ${when}에 승인했습니다`,
    rejected: (name, when) => `${name} 님이 ${when}에 반려했습니다`,
  },
  recordedBy: (channel) => `${channel} 결정한 내용이 기록되었습니다. 더 하실 일은 없습니다.`,
  receipt: '서명된 영수증',
  closing: {
    rejected: (by, when) => ({
      heading: `${when}에 반려되었습니다`,
      text: `${by} 님의 결정으로 요청자에게 돌아갔습니다.`,
    }),
    expired: (_, when) => ({
      heading: `${when}에 결정 기한이 지났습니다`,
      text: '승인되지 않았습니다. 요청자가 다시 요청할 수 있습니다.',
    }),
    reverted: (by, when) => ({
      heading: `${when}에 회수되었습니다`,
      text: `${by} 님이 회수하여 결정하지 않으셔도 됩니다.`,
    }),
    canceled: (by, when) => ({
      heading: `${when}에 취소되었습니다`,
      text: `${by} 님이 취소하여 결정하지 않으셔도 됩니다.`,
    }),
    recorded: (by, when) => ({
      heading: `${when}에 긴급으로 작업이 끝났습니다`,
      text: `승인 전에 작업한 사실을 ${by} 님이 기록했습니다. 사후 검토가 이어집니다.`,
    }),
  },
  settled: { heading: '다른 분들이 결정했습니다', text: '필요한 만큼 승인되어 더 결정하지 않으셔도 됩니다.' },
  authorized: { heading: '모두 승인되었습니다', text: '필요한 승인이 모두 모여 변경이 예정되었습니다.' },
  waiting: { heading: '다른 분들의 결정을 기다리고 있습니다', text: '내용이 바뀌면 다시 알려 드립니다.' },
  asksAgain: {
    heading: '내용이 수정되었습니다',
    text: '책임지시는 부분이 수정되어 이전 결정은 효력이 없습니다. 순서가 되면 다시 요청드립니다.',
  },
  notYet: { heading: '아직 순서가 아닙니다', text: '먼저 결정할 분들이 있습니다. 순서가 되면 메일로 알려 드립니다.' },
  onlyReading: { heading: '승인자가 아닙니다', text: '내용을 볼 수는 있지만 결정은 다른 분이 합니다.' },
  superseded: {
    heading: '다른 분들에게 다시 요청되었습니다',
    text: '승인을 처음부터 다시 요청하면서 이 요청은 빠졌습니다. 하실 일은 없습니다.',
  },
  foreign: (name) => ({
    heading: '본인에게 온 요청이 아니거나 주소가 잘렸습니다',
    text: `${name} 님으로 로그인되어 있습니다. 다른 계정으로 받은 메일이라면 그 계정으로 로그인해 주세요. 전달받은 메일이라면 처음 받은 분만 결정할 수 있습니다.`,
  }),
  otherAccount: '다른 계정으로 로그인',

  stranger: {
    heading: '결정을 기다리는 변경이 있습니다',
    text: '내용을 보고 결정하려면 본인 확인이 필요합니다.',
    signIn: '로그인',
    noAccount: '계정이 없으신가요?',
    noAccountHint: '요청을 받은 주소로 코드를 보내 드립니다. 10분 동안 쓸 수 있습니다.',
    address: '메일 주소',
    send: '코드 받기',
    sent: (address) => `${address} 주소로 요청된 건이라면 곧 코드가 도착합니다. 1분쯤 걸릴 수 있습니다.`,
    code: '메일로 받은 코드',
    codeHint: '숫자 6자리',
    enter: '계속',
    another: '코드 다시 받기',
    opened: (name) => `메일로 받은 코드로 확인된 ${name} 님으로 결정합니다.`,
  },

  away: {
    heading: '자리를 비울 때',
    hint: '다른 분이 대신 결정하도록 위임합니다. 위임받은 분에게 메일로 알리고, 요청 사본은 본인에게도 갑니다.',
    from: '시작일',
    to: '종료일',
    delegate: '대신 결정할 분',
    delegateHint: '메일 주소',
    save: '위임하기',
    remove: '위임 취소',
    line: (name, from, to) => `${name} 님 · ${from} ~ ${to}`,
    saved: '저장했습니다. 새로 위임받은 분에게 메일로 알립니다.',
  },
  refusal: (code, field, facts) => {
    if (code === 'invalid' && field === 'comment')
      return '반려 이유를 적어 주세요. 요청자가 무엇을 고칠지 알아야 합니다.'
    if (code === 'unauthenticated') return '다시 로그인한 뒤 결정해 주세요.'
    if (field === 'code' && code === 'too_many') return '다섯 번 틀렸습니다. 코드를 다시 받아 주세요.'
    if (field === 'code')
      return Number(facts.left) > 0
        ? `코드가 맞지 않습니다. ${facts.left}번 더 시도할 수 있습니다.`
        : '코드가 맞지 않거나 유효 시간이 지났습니다. 다시 받아 주세요.'
    if (field?.startsWith('delegations'))
      return '날짜와 메일 주소를 확인해 주세요. 같은 기간에 위임 중인 분이나 본인은 지정할 수 없습니다.'
    return undefined
  },
}
