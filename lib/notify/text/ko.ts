import { changeWords } from '../../change/word.ts'
import type { MailTexts } from './texts.ts'

const internal = '이 메일에 답장하시면 내부 메모로 남으며, {{requester}} 님에게는 보이지 않습니다.'

/** What our mails say in Korean. */
export const ko: MailTexts = {
  deskName: '서비스 데스크',
  templates: {
    acknowledgement: {
      subject: '[{{number}}] {{title}}',
      intro:
        '{{requester}} 님, 안녕하세요.\n\n보내 주신 메일을 잘 받았습니다. 접수 번호는 {{number}}이며, 곧 담당자가 확인하겠습니다.',
      closing: '내용을 덧붙이시려면 이 메일에 답장해 주세요.',
    },
    opened: {
      subject: '[{{number}}] {{title}}',
      intro: '{{requester}} 님, 안녕하세요.\n\n말씀하신 내용을 {{by}} 님이 {{number}} 건으로 접수했습니다.',
      closing: '빠졌거나 다른 점이 있으면 이 메일에 답장해 주세요.',
    },
    comment: {
      subject: '[{{number}}] {{title}}',
      intro: '{{by}} 님이 {{number}} 건에 답변을 남겼습니다.',
      closing: '답변하시려면 이 메일에 답장해 주세요.',
    },
    resolved: {
      subject: '[{{number}}] 해결: {{title}}',
      intro: '{{requester}} 님, 안녕하세요.\n\n{{number}} 건이 해결된 것으로 보여 알려 드립니다.',
      closing: '아직 해결되지 않았다면 이 메일에 답장해 주세요. 바로 이어서 살펴보겠습니다.',
    },
    canceled: {
      subject: '[{{number}}] 종료: {{title}}',
      intro: '{{requester}} 님, 안녕하세요.\n\n{{by}} 님이 다음과 같은 이유로 {{number}} 건을 종료했습니다.',
      closing: '다른 의견이 있으시면 이 메일에 답장해 주세요.',
    },
    reply: {
      subject: '[{{number}}] {{title}}',
      intro: '{{by}} 님이 {{number}} 건에 글을 남겼습니다.',
      closing: '이 메일에 답장하시면 {{requester}} 님에게 전달됩니다.',
    },
    note: {
      subject: '[{{number}}] 내부 메모: {{title}}',
      intro: '{{by}} 님이 {{number}} 건에 내부 메모를 남겼습니다.',
      closing: internal,
    },
    assigned: {
      subject: '[{{number}}] 배정: {{title}}',
      intro: '{{number}} 건이 {{recipient}} 님에게 배정되었습니다. (배정: {{by}})',
      closing: internal,
    },
    unassigned: {
      subject: '[{{number}}] 담당자 없음: {{title}}',
      intro: '{{number}} 건이 팀에 들어왔고 아직 담당자가 없습니다.',
      closing: internal,
    },
    reopened: {
      subject: '[{{number}}] 다시 열림: {{title}}',
      intro: '{{by}} 님이 {{number}} 건을 다시 열었습니다.',
      closing: internal,
    },
    'sla-warning': {
      subject: '[{{number}}] 기한 임박: {{title}}',
      intro: '{{number}} 건의 {{clock}} 약속 시간이 4분의 3 지났습니다.',
      closing: internal,
    },
    'sla-breached': {
      subject: '[{{number}}] 기한 초과: {{title}}',
      intro: '{{number}} 건의 {{clock}} 약속 시간이 지났습니다.',
      closing: internal,
    },
    'major-proposed': {
      subject: '[{{number}}] 중대 장애 후보: {{title}}',
      intro: '{{number}} 건이 중대 장애일 수 있습니다. 승인하거나, 아니라면 이유를 남겨 주세요. (제안: {{by}})',
      closing: internal,
    },
    'update-overdue': {
      subject: '[{{number}}] 경과 공유 지연: {{title}}',
      intro:
        '중대 장애 {{number}} 건의 경과를 {{since}}까지 알려야 했습니다. 요청자에게 답변하거나 공지를 고쳐 주세요. 아직 새로운 내용이 없다는 것도 소식입니다.',
      closing: internal,
    },
    undelivered: {
      subject: '[{{number}}] 메일 반송: {{title}}',
      intro:
        '{{number}} 건으로 {{address}} 주소에 보낸 메일이 전달되지 않았습니다. 내용을 모르고 계실 수 있으니 전화로 알려 드리면 좋겠습니다.',
      closing: internal,
    },
    refused: {
      subject: '[{{number}}] 처리되지 않음: {{title}}',
      intro:
        '{{number}} 건에 메일로 요청하신 작업은 하나도 처리되지 않았습니다. 내용은 내부 메모로 남겼습니다. 이유는 다음과 같습니다.',
      closing: internal,
    },
    rated: {
      subject: '[{{number}}] 만족도 {{score}}점: {{title}}',
      intro:
        '{{requester}} 님이 {{number}} 건의 해결에 5점 만점에 {{score}}점을 주었습니다. 직접 연락해 보시면 좋겠습니다.',
      closing: internal,
    },
    approval: {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro: '{{recipient}} 님, 안녕하세요.\n\n{{requester}} 님이 {{number}} 변경의 승인을 요청했습니다: {{title}}',
      closing: '{{until}}까지 결정해 주세요. 기한이 지나면 승인되지 않은 것으로 처리됩니다.',
    },
    'approval-copy': {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro:
        '{{recipient}} 님, 안녕하세요.\n\n위임하신 대로 {{by}} 님에게 {{number}} 변경의 승인을 대신 요청했습니다. 참고용 사본이며 하실 일은 없습니다.',
      closing: '결정 기한은 {{until}}입니다.',
    },
    'approval-reminder': {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro: '{{recipient}} 님, 안녕하세요.\n\n{{number}} 변경이 아직 결정을 기다리고 있습니다: {{title}}',
      closing: '{{until}}까지 결정해 주세요. 기한이 지나면 승인되지 않은 것으로 처리됩니다.',
    },
    'approval-escalation': {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro:
        '{{recipient}} 님, 안녕하세요.\n\n{{number}} 변경이 {{people}} 님의 결정을 기다리고 있습니다. {{until}}이 지나면 승인되지 않은 것으로 처리됩니다.',
      closing: '대신 결정하실 수는 없지만, 확인을 부탁하시거나 위임하도록 안내해 주세요.',
    },
    'approval-void': {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro: '{{recipient}} 님, 안녕하세요.\n\n{{number}} 변경은 이제 결정하지 않으셔도 됩니다: {{title}}',
      closing: '하실 일은 없습니다.',
    },
    'approval-help': {
      subject: '[{{number}}] 승인 요청: {{title}}',
      intro: '{{recipient}} 님, 안녕하세요.\n\n{{number}} 변경에 보내신 답장으로는 결정되지 않았습니다. {{reason}}',
      closing:
        '메일로 결정하시려면 승인을 요청한 메일에 답장하면서 첫 줄에 승인 또는 반려만 적어 주세요. 반려하실 때는 둘째 줄부터 이유를 적어 주세요. 페이지에서는 언제든지 결정하실 수 있습니다.',
    },
    delegation: {
      subject: '{{by}} 님이 승인을 위임했습니다',
      intro:
        '{{recipient}} 님, 안녕하세요.\n\n{{from}}부터 {{to}}까지 {{by}} 님 대신 승인 요청을 결정하시게 되었습니다. 요청이 있을 때마다 메일로 알려 드립니다.',
      closing: '그 기간에 자리를 비우신다면 {{by}} 님에게 알려 주세요. 다른 분을 지정할 수 있습니다.',
    },
    'approval-code': {
      subject: '{{number}} 승인 코드',
      intro: '{{recipient}} 님, 안녕하세요.\n\n{{number}} 변경({{title}})을 결정하기 위한 코드입니다.\n\n{{code}}',
      closing:
        '{{minutes}}분 동안 이 결정에만 쓸 수 있습니다. 요청하신 적이 없다면 이 메일을 무시하고 누구에게도 코드를 알려 주지 마세요. 저희는 코드를 묻지 않습니다.',
    },
    'outage-over': {
      subject: '복구 완료: {{title}}',
      intro: '{{recipient}} 님, 안녕하세요.\n\n같은 불편을 겪고 있다고 알려 주신 장애가 복구되었습니다.\n\n{{title}}',
      closing: '아직도 되지 않는다면 이 메일에 답장해 주세요. 새 건으로 접수됩니다.',
    },
    digest: {
      subject: '서비스 데스크 소식 모음',
      intro: '{{recipient}} 님, 안녕하세요.\n\n지난번 이후 있었던 일입니다.',
      closing: '무엇을 어떻게 받아 볼지는 알림 설정에서 고를 수 있습니다.',
    },
    'directory-stopped': {
      subject: '디렉터리 동기화 중단: 비활성화되는 사람이 너무 많습니다',
      intro:
        '{{recipient}} 님, 안녕하세요.\n\n디렉터리가 짧은 시간에 {{count}}명을 비활성화했고 더 비활성화하려고 해서 멈추었습니다. 그 뒤로 접근 권한을 잃은 사람은 없습니다.',
      closing:
        '누가 해당되는지 확인한 뒤 승인하거나, 취소하고 디렉터리를 바로잡아 주세요. 그때까지 디렉터리는 아무도 비활성화하지 못합니다.\n{{where}}',
    },
    'webhook-disabled': {
      subject: '웹훅 {{name}}이(가) 꺼졌습니다',
      intro: '{{recipient}} 님, 안녕하세요.\n\n웹훅 {{name}}(으)로 더 이상 이벤트를 보내지 않습니다. {{reason}}',
      closing:
        '보내지 못한 이벤트는 보관되어 있습니다. 수신 시스템을 바로잡고 웹훅을 다시 켠 다음 재전송을 요청해 주세요.\n{{where}}',
    },
  },
  webhook: {
    failing: '48시간 동안 한 번도 전달되지 않았습니다. 마지막 시도의 결과는 {{answer}}입니다.',
    gone: '수신 시스템이 더 이상 받지 않는다고 답했습니다({{answer}}).',
  },
  holdsForAll: '같은 일로 여러 번 알려 주셨다면, 이 답변이 모두에 해당합니다.',
  link: '{{number}} 보기',
  rate: '처리 결과에 얼마나 만족하셨나요? 의견 남기기',
  surge: '{{service}} 서비스에서 {{minutes}}분 안에 {{count}}건이 접수되었습니다.',
  facts: { requester: '요청자', priority: '우선순위', state: '상태', due: '기한' },
  state: {
    new: '접수',
    in_progress: '처리 중',
    on_hold: '보류',
    resolved: '해결',
    closed: '종료',
    canceled: '취소',
  },
  clock: { response: '첫 답변', resolution: '해결', custom: '처리' },
  lines: {
    acknowledgement: '메일을 잘 받았습니다',
    opened: '{{by}} 님이 접수했습니다',
    comment: '{{by}}: {{text}}',
    resolved: '해결: {{notes}}',
    canceled: '종료({{by}}): {{reason}}',
    reply: '{{by}}: {{text}}',
    note: '{{by}}(내부): {{text}}',
    assigned: '배정되었습니다({{by}})',
    unassigned: '아직 담당자가 없습니다(요청자 {{requester}})',
    reopened: '다시 열렸습니다({{by}})',
    'sla-warning': '{{clock}} 기한이 다가옵니다',
    'sla-breached': '{{clock}} 기한이 지났습니다',
    'major-proposed': '중대 장애 후보: {{reason}}',
    'update-overdue': '중대 장애의 경과 공유가 늦어지고 있습니다(기한 {{since}})',
    undelivered: '{{address}} 주소로 보낸 메일이 반송되었습니다',
    refused: '처리되지 않았습니다: {{reason}}',
    rated: '만족도 {{score}}점',
  },
  approval: {
    ...changeWords.ko,
    link: {
      approval: '내용 보고 결정하기',
      'approval-copy': '{{number}} 보기',
      'approval-reminder': '내용 보고 결정하기',
      'approval-escalation': '{{number}} 보기',
      'approval-void': '{{number}} 보기',
      'approval-help': '내용 보고 결정하기',
      delegation: '내 승인 보기',
    },
    facts: {
      type: '유형',
      risk: '위험도',
      window: '작업 시간',
      service: '서비스',
      items: '대상',
      requester: '요청자',
      owner: '책임자',
      assignee: '작업자',
      until: '결정 기한',
      stage: '승인 단계',
    },
    sections: {
      why: '변경 사유',
      plan: '작업 계획',
      test: '시험',
      backout: '원복 계획',
      because: '위험도 근거',
      obstacles: '그 시간대의 제약',
      others: '다른 승인자',
    },
    forSomebody: (name) => `${name} 님이 위임하여 대신 결정하시는 건입니다.`,
    again: (fields) => `이미 요청드렸던 변경이 수정되어(${fields}) 이전 결정은 효력이 없습니다. 다시 확인해 주세요.`,
    changed: '이 메일이 작성된 뒤에 내용이 바뀌었습니다. 현재 내용은 페이지에서 확인해 주세요.',
    byReply:
      '이 메일에 답장하여 결정하실 수도 있습니다. 첫 줄에 승인 또는 반려만 적어 주세요. 반려하실 때는 둘째 줄부터 이유를 적어 주세요.',
    noReply: '위험도가 높아 다시 로그인해야 하므로 답장으로는 결정할 수 없습니다.',
    nothing: '내용 없음',
    others: { approved: (name) => `${name}: 승인`, rejected: (name) => `${name}: 반려` },
    over: {
      invalidated: (fields) => `내용이 수정되어(${fields}) 이전 요청과 결정은 효력이 없습니다.`,
      rejected: (by) => `${by} 님이 반려했습니다.`,
      expired: (reason) => `결정 기한이 지나 승인되지 않았습니다: ${reason}.`,
      asked: (reason) => `요청이 회수되었습니다: ${reason}`,
      canceled: (reason) => `변경이 취소되었습니다: ${reason}`,
      recorded: (reason) => `승인 전에 긴급으로 작업이 끝났습니다. ${reason}`,
    },
    help: {
      words:
        '첫 줄에 승인 또는 반려만 있어야 합니다. 애매한 문장으로 결정되는 일을 막기 위해서입니다. 보내신 내용은 변경 기록에 남겼습니다.',
      stale: '답장하신 메일이 작성된 뒤에 내용이 바뀌었습니다. 현재 내용을 확인하고 결정해 주세요.',
      over: '이미 결정을 기다리지 않는 건입니다. 결과는 페이지에서 볼 수 있습니다.',
      'step-up': '위험도가 높아 다시 로그인해야 합니다. 페이지에서 결정해 주세요.',
      reason: '반려하실 때는 둘째 줄부터 이유를 적어 주세요. 요청자가 무엇을 고칠지 알아야 합니다.',
      'not-asked': '이 주소는 승인 요청을 받은 주소가 아닙니다.',
    },
  },
  more: '이 밖에도 더 있었습니다.',
  nobody: '서비스 데스크',
}
