import type { IconNode } from 'lucide'
import {
  AtSign,
  BookUser,
  Boxes,
  CalendarDays,
  Clock,
  Filter,
  Grid3x3,
  KeyRound,
  Mail,
  MailCheck,
  Newspaper,
  Scale,
  ScrollText,
  Siren,
  SlidersHorizontal,
  UserRound,
  UsersRound,
  Webhook,
  Wrench,
} from 'lucide'
import { Icon } from '../page/piece/icon.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import type { Section, SectionGroup } from './text/texts.ts'
import { adminTexts } from './text.ts'

const groups: Readonly<Record<SectionGroup, readonly Section[]>> = {
  people: ['people', 'teams'],
  promises: ['slas', 'calendars', 'matrix', 'settings'],
  access: ['directory', 'tokens', 'audit'],
  alerts: ['alertSources', 'services', 'alertRules', 'maintenance', 'webhooks'],
  mail: ['addresses', 'mailRules', 'templates', 'digest', 'letters'],
}

const sections: Readonly<Record<Section, readonly [href: string, icon: IconNode]>> = {
  people: ['/desk/admin/people', UserRound],
  teams: ['/desk/admin/teams', UsersRound],
  slas: ['/desk/admin/slas', Clock],
  calendars: ['/desk/admin/calendars', CalendarDays],
  matrix: ['/desk/admin/matrix', Grid3x3],
  settings: ['/desk/admin/settings', SlidersHorizontal],
  addresses: ['/desk/admin/addresses', AtSign],
  mailRules: ['/desk/admin/mail-rules', Filter],
  templates: ['/desk/admin/templates', Mail],
  digest: ['/desk/admin/digest', Newspaper],
  letters: ['/desk/letters', MailCheck],
  alertSources: ['/desk/alerts/sources', Siren],
  services: ['/desk/alerts/services', Boxes],
  alertRules: ['/desk/alerts/rules', Scale],
  maintenance: ['/desk/alerts/maintenance', Wrench],
  webhooks: ['/desk/alerts/webhooks', Webhook],
  directory: ['/desk/admin/directory', BookUser],
  tokens: ['/desk/admin/tokens', KeyRound],
  audit: ['/desk/admin/audit', ScrollText],
}

/** What only administrators may look at. */
const closed: ReadonlySet<Section> = new Set(['templates', 'directory', 'tokens', 'audit', 'webhooks'])

/** Everything that can be set, in groups. */
export const start: PageRoute = {
  method: 'GET',
  path: '/desk/admin',
  show: async (visit) => {
    const texts = adminTexts[visit.reader.language]
    const shown = (group: SectionGroup) =>
      groups[group].filter((section) => mayEdit(visit.person) || !closed.has(section))
    const all = (Object.keys(groups) as SectionGroup[]).filter((group) => shown(group).length > 0)
    return {
      page: (
        <AdminPage visit={visit} title={texts.administration} lead={texts.administrationLead} isForm>
          {all.map((group) => (
            <section class="stack tight" aria-labelledby={`group-${group}`}>
              <div>
                <h2 id={`group-${group}`}>{texts.group[group].name}</h2>
                <p class="soft">{texts.group[group].lead}</p>
              </div>
              <ul class="sections">
                {shown(group).map((section) => (
                  <li class="card">
                    <Icon of={sections[section][1]} size={20} />
                    <a href={sections[section][0]} data-command={texts.section[section].name}>
                      {texts.section[section].name}
                    </a>
                    <p class="small soft">{texts.section[section].lead}</p>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </AdminPage>
      ),
    }
  },
}
