import { airbrake } from './airbrake.ts'
import { alibaba } from './alibaba.ts'
import { appdynamics } from './appdynamics.ts'
import { axiom } from './axiom.ts'
import { betterStack } from './better-stack.ts'
import { bugsnag } from './bugsnag.ts'
import { checkly } from './checkly.ts'
import { checkmk } from './checkmk.ts'
import { coralogix } from './coralogix.ts'
import { cronitor } from './cronitor.ts'
import { dynatrace } from './dynatrace.ts'
import { elastic } from './elastic.ts'
import type { Format } from './format.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { graylog } from './graylog.ts'
import { honeycomb } from './honeycomb.ts'
import { icinga } from './icinga.ts'
import { icingaNotifications } from './icinga-notifications.ts'
import { instana } from './instana.ts'
import { jenkins } from './jenkins.ts'
import { kapacitor } from './kapacitor.ts'
import { librenms } from './librenms.ts'
import { logicmonitor } from './logicmonitor.ts'
import { nagios } from './nagios.ts'
import { netdata } from './netdata.ts'
import { newrelic } from './newrelic.ts'
import { newrelicLegacy } from './newrelic-legacy.ts'
import { pingdom } from './pingdom.ts'
import { rollbar } from './rollbar.ts'
import { sentry } from './sentry.ts'
import { sentryLegacy } from './sentry-legacy.ts'
import { site24x7 } from './site24x7.ts'
import { splunk } from './splunk.ts'
import { splunkObservability } from './splunk-observability.ts'
import { statuscake } from './statuscake.ts'
import { statuspage } from './statuspage.ts'
import { thousandeyes } from './thousandeyes.ts'
import { uptimeKuma } from './uptime-kuma.ts'
import { uptimerobot } from './uptimerobot.ts'
import { wazuh } from './wazuh.ts'
import { zabbix } from './zabbix.ts'

/**
 * All formats in the order in which `auto` tries them: the first that recognises a body reads it, so the ones with the
 * most telling shapes stand first and the templates of customers last.
 */
export const formats: readonly Format[] = [
  // Envelopes and strict shapes.
  sentry,
  sentryLegacy,
  rollbar,
  bugsnag,
  airbrake,
  statuspage,
  betterStack,
  instana,
  thousandeyes,
  icingaNotifications,
  wazuh,
  graylog,
  jenkins,
  // Named monitors.
  pingdom,
  uptimeKuma,
  uptimerobot,
  site24x7,
  statuscake,
  checkly,
  cronitor,
  coralogix,
  axiom,
  honeycomb,
  splunkObservability,
  splunk,
  newrelicLegacy,
  newrelic,
  netdata,
  librenms,
  kapacitor,
  alibaba,
  dynatrace,
  github,
  gitlab,
  // Templates that customers write themselves.
  checkmk,
  icinga,
  nagios,
  appdynamics,
  logicmonitor,
  elastic,
  zabbix,
]
