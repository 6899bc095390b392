import type { Language } from '../ticket/message.ts'
import type { Decision, DecisionWord } from './decision.ts'
import type { AlertLevel } from './level.ts'

type Say = (decision: Decision) => string

const levels: Record<Language, Record<AlertLevel, string>> = {
  en: { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
  ko: { critical: '위급', high: '높음', medium: '보통', low: '낮음' },
}

const on = ({ incident }: Decision) => incident ?? '-'

const texts: Record<Language, Record<DecisionWord, Say>> = {
  en: {
    opened: () => 'The alert fired and opened this incident.',
    joined: (d) => `Another alert of the same service fired shortly after; it joined ${on(d)}.`,
    followed: (d) => `The alert fired again; ${on(d)} can no longer be reopened, so a new incident refers to it.`,
    reopened: () => 'The alert fired again shortly after it had recovered.',
    'fires-again': () => 'The alert fires again.',
    raised: (d) => `The alert became worse: it is now ${d.level ? levels.en[d.level] : 'worse'}.`,
    counted: () => 'The alert fires still; it was counted.',
    dismissed: (d) => `The alert fires still, but somebody has finished ${on(d)}; it was counted.`,
    acknowledged: () => 'Somebody acknowledged the alert at its source.',
    resolved: () => 'The monitor says that the trouble is over, and nobody has worked on it.',
    asked: () => 'The monitor says that the trouble is over. Resolve the incident if you agree.',
    recovered: () => 'The alert is over; its incident needs nothing.',
    'group-still-fires': () => 'A part recovered; others fire still.',
    'held-off': (d) => `The alert fires; it opens an incident if it lasts until ${d.until}.`,
    blip: () => 'The alert was over before it had opened an incident.',
    suppressed: () => 'A rule of the source suppresses the alert; it was recorded.',
    'in-maintenance': (d) => `The alert fires during maintenance until ${d.until}; it was recorded.`,
    flapping: () =>
      'The alert flaps: it fires and recovers again and again. The incident stays open until it is quiet.',
    'old-news': () => 'What it says is older than what is known; it was recorded.',
    'nothing-open': () => 'The alert was not firing; it was recorded.',
    stormed: (d) => `The source sends a storm of alerts; this one was recorded under ${on(d)}.`,
    heartbeat: () => 'A sign of life.',
    stale: () => 'Nobody has said a word about the alert for days; it counts as recovered.',
    calm: () => 'The alert has calmed down, and fires.',
    unacknowledged: () => 'The alert was acknowledged long ago and fires still.',
    test: () => 'A test; it opens nothing.',
    control: () => 'About the connection itself; it opens nothing.',
    'non-alert': () => 'No alert; it opens nothing.',
    ignored: () => 'It says nothing about whether something is wrong.',
    repeated: () => 'The sender has sent this delivery before; it took effect then.',
    'done-before': () => 'It had taken effect already.',
    unreadable: (d) => `It could not be read: ${d.error ?? 'unknown'}`,
  },
  ko: {
    opened: () => '경보가 발생하여 이 인시던트를 열었습니다.',
    joined: (d) => `같은 서비스의 다른 경보가 곧이어 발생하여 ${on(d)}에 합쳐졌습니다.`,
    followed: (d) => `경보가 다시 발생했습니다. ${on(d)}은(는) 다시 열 수 없어 새 인시던트가 이를 참조합니다.`,
    reopened: () => '복구된 지 얼마 되지 않아 경보가 다시 발생했습니다.',
    'fires-again': () => '경보가 다시 발생했습니다.',
    raised: (d) => `경보가 더 나빠졌습니다. 현재 심각도: ${d.level ? levels.ko[d.level] : '상승'}.`,
    counted: () => '경보가 계속 발생 중이며 횟수에 더했습니다.',
    dismissed: (d) => `경보가 계속 발생 중이나 담당자가 ${on(d)}을(를) 마쳤으므로 횟수에만 더했습니다.`,
    acknowledged: () => '발신 시스템에서 누군가 경보를 확인했습니다.',
    resolved: () => '모니터가 문제가 끝났다고 알렸고, 아무도 작업하지 않았습니다.',
    asked: () => '모니터가 문제가 끝났다고 알렸습니다. 동의하면 인시던트를 해결 처리하세요.',
    recovered: () => '경보가 끝났습니다. 인시던트에는 할 일이 없습니다.',
    'group-still-fires': () => '일부가 복구되었고 나머지는 계속 발생 중입니다.',
    'held-off': (d) => `경보가 발생했습니다. ${d.until}까지 이어지면 인시던트를 엽니다.`,
    blip: () => '인시던트를 열기 전에 경보가 끝났습니다.',
    suppressed: () => '연동의 규칙이 이 경보를 억제하여 기록만 했습니다.',
    'in-maintenance': (d) => `${d.until}까지의 유지보수 중에 발생하여 기록만 했습니다.`,
    flapping: () => '경보가 발생과 복구를 되풀이합니다. 잠잠해질 때까지 인시던트를 열어 둡니다.',
    'old-news': () => '이미 아는 것보다 오래된 내용이라 기록만 했습니다.',
    'nothing-open': () => '발생 중인 경보가 아니어서 기록만 했습니다.',
    stormed: (d) => `연동에서 경보가 폭주하여 ${on(d)} 아래에 기록했습니다.`,
    heartbeat: () => '정상 신호입니다.',
    stale: () => '며칠 동안 소식이 없어 복구된 것으로 봅니다.',
    calm: () => '경보가 잠잠해졌으며 발생 중입니다.',
    unacknowledged: () => '오래전에 확인된 경보가 계속 발생 중입니다.',
    test: () => '시험 전송이며 아무것도 열지 않습니다.',
    control: () => '연결 자체에 관한 것이며 아무것도 열지 않습니다.',
    'non-alert': () => '경보가 아니며 아무것도 열지 않습니다.',
    ignored: () => '문제가 있는지에 관한 내용이 아닙니다.',
    repeated: () => '발신 시스템이 전에 보낸 것이며 그때 반영되었습니다.',
    'done-before': () => '이미 반영되었습니다.',
    unreadable: (d) => `읽을 수 없습니다: ${d.error ?? '알 수 없음'}`,
  },
}

/** A decision as a sentence. */
export const sentenceOf = (decision: Decision, language: Language): string => texts[language][decision.word](decision)
