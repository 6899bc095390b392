import type { EventOf, IncidentEvent } from '../../../lib/incident/event.ts'
import type { ResolutionCode } from '../../../lib/incident/incident.ts'
import type { HoldReason } from '../../../lib/ticket/hold.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import type { Impact } from '../../../lib/ticket/priority.ts'
import type { SlaMetric } from '../../../lib/ticket/sla.ts'

type Type = IncidentEvent['type']

/** What is said of each kind of entry, after the name of who did it. A kind without words does not compile. */
export type EntryTexts = { readonly [T in Type]: (data: Omit<EventOf<T>, 'type'>) => string }

/** Words for what incidents are told by. */
export interface Words {
  readonly hold: Record<HoldReason, string>
  readonly resolution: Record<ResolutionCode, string>
  readonly level: Record<Impact, string>
  readonly metric: Record<SlaMetric, string>
  readonly field: Record<'title' | 'category' | 'service', string>
}

/** The words, by language. */
export const words: Record<Language, Words> = {
  en: {
    hold: { caller: 'the requester', vendor: 'a vendor', change: 'a change', problem: 'a problem' },
    resolution: {
      solved: 'Solved',
      workaround: 'Workaround',
      no_fault_found: 'No fault found',
      not_reproducible: 'Not reproducible',
      duplicate: 'Duplicate',
    },
    level: { high: 'high', medium: 'medium', low: 'low' },
    metric: { response: 'response', resolution: 'resolution', custom: 'custom promise' },
    field: { title: 'title', category: 'category', service: 'service' },
  },
  ko: {
    hold: { caller: '요청자', vendor: '공급업체', change: '변경', problem: '문제' },
    resolution: {
      solved: '해결',
      workaround: '임시 조치',
      no_fault_found: '이상 없음',
      not_reproducible: '재현 불가',
      duplicate: '중복',
    },
    level: { high: '높음', medium: '보통', low: '낮음' },
    metric: { response: '응답', resolution: '해결', custom: '별도 약속' },
    field: { title: '제목', category: '분류', service: '서비스' },
  },
}

const edited = (before: object, { field }: Words) =>
  Object.keys(before)
    .map((name) => field[name as keyof Words['field']])
    .join(', ')

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ')
const numbers = (tickets: readonly { readonly number: string }[]) => tickets.map(({ number }) => number).join(', ')

/** The texts, by language. */
export const entryTexts: Record<Language, EntryTexts> = {
  en: {
    'incident.opened': () => 'opened this',
    'incident.commented': () => 'wrote',
    'incident.echoed': ({ origin }) => `wrote on ${origin}`,
    'incident.edited': ({ before }) => `changed the ${edited(before, words.en)}`,
    'incident.assigned': ({ team, assignee, before, because }) =>
      because === 'left'
        ? `gave it back to the team ${team}, because ${before.assignee?.name ?? 'whoever had it'} has left`
        : assignee
          ? `assigned it to ${assignee.name} (${team})`
          : `left it with the team ${team}`,
    'incident.prioritized': ({ impact, urgency, priority }) =>
      `set the priority to ${priority} (impact ${words.en.level[impact]}, urgency ${words.en.level[urgency]})`,
    'incident.started': () => 'started work on it',
    'incident.held': ({ reason }) => `put it on hold, waiting for ${words.en.hold[reason]}`,
    'incident.resumed': ({ because }) =>
      ({
        asked: 'resumed work on it',
        replied: 'answered, so work resumes',
        time: 'resumed work on it: the wait is over',
      })[because],
    'incident.resolved': ({ code, cause }) =>
      `resolved it (${words.en.resolution[code]})${cause ? ` with ${cause.number}` : ''}`,
    'incident.reopened': ({ because }) => (because === 'replied' ? 'answered, so it is open again' : 'reopened it'),
    'incident.rated': ({ score }) => `rated the solution: ${score} of 5`,
    'incident.closed': ({ because }) => (because === 'time' ? 'closed it: nobody objected' : 'closed it'),
    'incident.canceled': () => 'canceled it',
    'incident.watched': ({ watchers }) => `added followers: ${names(watchers)}`,
    'incident.unwatched': ({ watcher }) => `removed a follower: ${watcher.name}`,
    'incident.declared_major': ({ isMajor, wasCandidate }) => {
      if (!isMajor) return 'said it is not a major incident'
      return wasCandidate ? 'accepted it as a major incident' : 'declared a major incident'
    },
    'incident.proposed_major': ({ service, count, minutes }) =>
      count === undefined
        ? 'proposed it as a major incident'
        : `proposed it as a major incident: ${count} tickets about ${service} within ${minutes} minutes`,
    'incident.rejected_major': () => 'decided that it is not a major incident',
    'incident.updates_planned': ({ everyMinutes }) => `planned an update every ${everyMinutes} minutes`,
    'incident.update_overdue': () => 'noted that an update is overdue',
    'incident.reviewed': () => 'reviewed the major incident',
    'incident.announced': ({ headline }) => `announced to everyone: ${headline.en ?? headline.ko}`,
    'incident.announcement_withdrawn': () => 'withdrew the announcement',
    'incident.parent_set': ({ parent }) => `made it a child of ${parent}`,
    'incident.parent_removed': ({ before }) => `took it from its parent ${before}`,
    'incident.child_added': ({ child }) => `made ${child} its child`,
    'incident.child_removed': ({ child }) => `took its child ${child} away`,
    'incident.merged': ({ into }) => `merged it into ${into}`,
    'incident.absorbed': ({ absorbed }) => `merged ${numbers(absorbed)} into it`,
    'incident.unmerged': ({ from }) => `took it out of ${from} again`,
    'incident.released': ({ numbers }) => `took ${numbers.join(', ')} out of it again`,
    'incident.split_off': ({ entry, into }) => `made ${into} of entry ${entry}`,
    'incident.followed_up': ({ by }) => `continued in ${by}`,
    'incident.undelivered': ({ address }) => `noted that mail to ${address} bounced`,
    'incident.file_infected': ({ name, threat }) => `found malware in ${name} (${threat}); nobody can open the file`,
    'incident.sla_signalled': ({ metric, percent }) =>
      percent === 100
        ? `noted that the ${words.en.metric[metric]} is late`
        : `noted that ${percent} % of the time for the ${words.en.metric[metric]} is used`,
  },
  ko: {
    'incident.opened': () => '님이 접수했습니다',
    'incident.commented': () => '님이 작성했습니다',
    'incident.echoed': ({ origin }) => `님이 ${origin}에 작성했습니다`,
    'incident.edited': ({ before }) => `님이 다음을 변경했습니다: ${edited(before, words.ko)}`,
    'incident.assigned': ({ team, assignee, before, because }) =>
      because === 'left'
        ? `님이 ${team} 팀에 돌려보냈습니다. 이유: ${before.assignee?.name ?? '담당자'}님 퇴사 또는 비활성화`
        : assignee
          ? `님이 ${assignee.name}님에게 배정했습니다 (${team})`
          : `님이 ${team} 팀에 맡겼습니다`,
    'incident.prioritized': ({ impact, urgency, priority }) =>
      `님이 우선순위를 정했습니다: ${priority} (영향도 ${words.ko.level[impact]}, 긴급도 ${words.ko.level[urgency]})`,
    'incident.started': () => '님이 처리를 시작했습니다',
    'incident.held': ({ reason }) => `님이 보류했습니다. 기다리는 대상: ${words.ko.hold[reason]}`,
    'incident.resumed': ({ because }) =>
      ({
        asked: '님이 처리를 재개했습니다',
        replied: '님이 답변하여 처리가 재개되었습니다',
        time: '님이 처리를 재개했습니다: 대기 시간이 끝났습니다',
      })[because],
    'incident.resolved': ({ code, cause }) =>
      `님이 해결했습니다 (${words.ko.resolution[code]})${cause ? `: ${cause.number} 해결에 따름` : ''}`,
    'incident.reopened': ({ because }) =>
      because === 'replied' ? '님이 답변하여 다시 열렸습니다' : '님이 다시 열었습니다',
    'incident.rated': ({ score }) => `님이 해결에 5점 만점에 ${score}점을 주었습니다`,
    'incident.closed': ({ because }) =>
      because === 'time' ? '님이 종료했습니다: 이의가 없었습니다' : '님이 종료했습니다',
    'incident.canceled': () => '님이 취소했습니다',
    'incident.watched': ({ watchers }) => `님이 참조자를 추가했습니다: ${names(watchers)}`,
    'incident.unwatched': ({ watcher }) => `님이 참조자를 제외했습니다: ${watcher.name}`,
    'incident.declared_major': ({ isMajor, wasCandidate }) => {
      if (!isMajor) return '님이 중대 장애 선언을 거두었습니다'
      return wasCandidate ? '님이 중대 장애로 승인했습니다' : '님이 중대 장애로 선언했습니다'
    },
    'incident.proposed_major': ({ service, count, minutes }) =>
      count === undefined
        ? '님이 중대 장애 후보로 제안했습니다'
        : `님이 중대 장애 후보로 제안했습니다: ${service} 티켓 ${minutes}분 안에 ${count}건`,
    'incident.rejected_major': () => '님이 중대 장애 후보를 반려했습니다',
    'incident.updates_planned': ({ everyMinutes }) => `님이 경과를 ${everyMinutes}분마다 알리기로 했습니다`,
    'incident.update_overdue': () => '님이 경과 공유가 늦어진 것을 기록했습니다',
    'incident.reviewed': () => '님이 사후 검토를 작성했습니다',
    'incident.announced': ({ headline }) => `님이 전체에 공지했습니다: ${headline.ko ?? headline.en}`,
    'incident.announcement_withdrawn': () => '님이 공지를 내렸습니다',
    'incident.parent_set': ({ parent }) => `님이 ${parent}의 하위 티켓으로 지정했습니다`,
    'incident.parent_removed': ({ before }) => `님이 상위 티켓 ${before}에서 분리했습니다`,
    'incident.child_added': ({ child }) => `님이 하위 티켓을 추가했습니다: ${child}`,
    'incident.child_removed': ({ child }) => `님이 하위 티켓을 제외했습니다: ${child}`,
    'incident.merged': ({ into }) => `님이 ${into}에 병합했습니다`,
    'incident.absorbed': ({ absorbed }) => `님이 다음 티켓을 여기에 병합했습니다: ${numbers(absorbed)}`,
    'incident.unmerged': ({ from }) => `님이 ${from} 티켓과의 병합을 되돌렸습니다`,
    'incident.released': ({ numbers }) => `님이 ${numbers.join(', ')}의 병합을 되돌렸습니다`,
    'incident.split_off': ({ entry, into }) => `님이 ${entry}번 기록을 ${into} 티켓으로 분리했습니다`,
    'incident.followed_up': ({ by }) => `님이 ${by}에서 이어 갔습니다`,
    'incident.undelivered': ({ address }) => `님이 ${address} 주소로 보낸 메일이 되돌아온 것을 기록했습니다`,
    'incident.file_infected': ({ name, threat }) =>
      `님이 ${name} 파일에서 악성 코드를 발견했습니다 (${threat}). 이 파일은 아무도 열 수 없습니다`,
    'incident.sla_signalled': ({ metric, percent }) =>
      percent === 100
        ? `님이 ${words.ko.metric[metric]} 기한이 지난 것을 기록했습니다`
        : `님이 ${words.ko.metric[metric]} 시간의 ${percent}%가 지난 것을 기록했습니다`,
  },
}
