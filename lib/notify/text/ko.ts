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
  more: '이 밖에도 더 있었습니다.',
  nobody: '서비스 데스크',
}
