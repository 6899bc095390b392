import type { Json } from '../json.ts'
import { filled } from '../placeholder.ts'
import { asText, isRecord, loose, text } from '../walk.ts'
import type { Format } from './format.ts'
import { checkStatus, readCheck } from './host-check.ts'

/** Names without the prefixes under which scripts pass them on (`NAGIOS_HOSTNAME`, `ICINGA_…`, `f_host_name`). */
export const macros = (body: Json): { readonly [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(loose(body)).map(([name, value]) => [
      name.replace(/^(?:nagios|naemon|icinga|notify|pd|centreon)(?=[a-z]{4})/, ''),
      value,
    ]),
  )

/** `** PROBLEM Service Alert: mail-1/SMTP is CRITICAL **`, what is left when only a subject is passed on. */
const subject = /^\W{0,10}(\w{4,20}) (Host|Service) Alert: ([^/\s]{1,255})(?:\/(.{1,255}?))? is ([A-Z]{2,11})\b/

const ofSubject = (text: string): { readonly [name: string]: Json } | undefined => {
  const [, notificationtype, , host, service, state] = subject.exec(text) ?? []
  if (notificationtype === undefined) return undefined
  return { notificationtype, host: host!, state: state!, ...(service !== undefined && { service }) }
}

const isMail = (text: string) =>
  text.length < 100_000 && /^[ \t*]*Notification Type:/im.test(text) && /^[ \t*]*(?:Host|State):/im.test(text)

/**
 * The classic mail, alone or as the text of a message: `Notification Type: PROBLEM`, `Host: …`, `State: …`. The text
 * wins over the subject, which mail programs cut and people forward.
 */
const ofMail = (body: Json): { readonly [name: string]: Json } | undefined => {
  const texts = (isRecord(body) ? Object.values(body) : [body]).map(asText).filter((found) => found !== null)
  const mail = texts.find(isMail)
  if (mail === undefined) return texts.map(ofSubject).find((found) => found !== undefined)
  const lines = [...mail.matchAll(/^[ \t*]*([A-Za-z][A-Za-z /]{2,30}):[ \t]*(\S.*)$/gm)]
  const said = Object.fromEntries(
    lines.map(([, name, value]) => [name!.toLowerCase().replace(/[ /]/g, ''), value!.trim()]),
  )
  const output = /^Additional Info:\s*([\s\S]{1,4000})/im.exec(mail)?.[1]
  return { ...said, ...(output && { output: output.trim() }) }
}

const stateOf = (said: Json, isService: boolean) =>
  isService ? filled(said, 'servicestate', 'state', 'status') : filled(said, 'hoststate', 'state', 'status')

/** Macros of the check itself, of which every script passes some on. */
const checks = ['hoststate', 'servicestate', 'hostoutput', 'serviceoutput', 'servicedesc', 'servicedescription']

/** What scripts call them that name their fields themselves. */
const plainChecks = ['pluginoutput', 'longpluginoutput', 'checkattempt', 'maxcheckattempts', 'checktype', 'hostaddress']

/** Both words as Nagios has them are telling, whatever the other fields are called. */
const isTelling = (said: Json, state: string | null) =>
  /^(?:PROBLEM|RECOVERY|ACKNOWLEDGEMENT|FLAPPING\w+|DOWNTIME\w+|CUSTOM)$/i.test(text(said, 'notificationtype') ?? '') &&
  /^(?:OK|WARNING|CRITICAL|UNKNOWN|UP|DOWN|UNREACHABLE)$/i.test(state ?? '')

/** Nagios and what still speaks its macros (Naemon, Centreon, Opsview, Icinga 1), sent by a script or as its mail. */
export const nagios: Format = {
  id: 'nagios',
  recognises: (body) => {
    if (ofMail(body)) return true
    const said = macros(body)
    const state = stateOf(said, 'servicestate' in said)
    const found = [...checks, ...plainChecks].filter((name) => said[name] !== undefined).length
    return (
      filled(said, 'hostname', 'hostalias', 'host') !== null &&
      (isTelling(said, state) || found >= (text(said, 'notificationtype') === null ? 2 : 1)) &&
      checkStatus(text(said, 'notificationtype'), state) !== undefined
    )
  },
  read: (body) => {
    const said = ofMail(body) ?? macros(body)
    const service = filled(said, 'servicedesc', 'servicename', 'servicedescription', 'service')
    return readCheck({
      format: 'nagios',
      notification: text(said, 'notificationtype'),
      state: stateOf(said, service !== null),
      stateType: text(said, 'statetype', service ? 'servicestatetype' : 'hoststatetype'),
      host: filled(said, 'hostname', 'host', 'hostalias'),
      service,
      title: service ? undefined : filled(said, 'hostalias'),
      description: [
        text(
          said,
          service ? 'serviceoutput' : 'hostoutput',
          'output',
          'pluginoutput',
          'info',
          'additionalinfo',
          'message',
        ),
        text(said, service ? 'longserviceoutput' : 'longhostoutput', 'longoutput', 'longpluginoutput'),
      ],
      identifiers: [filled(said, 'hostaddress', 'address')],
      links: [['Monitoring', text(said, 'serviceactionurl', 'hostactionurl', 'url')]],
      at: said.timet,
      facts: [
        ['Address', text(said, 'hostaddress', 'address')],
        ['Comment', text(said, 'notificationcomment', 'comment')],
        ['Author', text(said, 'notificationauthor', 'author')],
      ],
    })
  },
}
