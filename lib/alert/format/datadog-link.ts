import type { Json } from '../json.ts'
import { asText, record } from '../walk.ts'

/** Where Datadog's template variables name the monitor, when no field does. */

/** Variables that the customer's template leaves unexpanded name nothing. */
export const said = (value: Json | undefined): string | null => {
  const found = asText(value)
  return found === null || /^\$[A-Z_\d[\]]+$/.test(found.trim()) ? null : found
}

/** The first of the fields that says something. */
export const first = (fields: { readonly [name: string]: Json }, ...names: string[]): string | null =>
  names.map((name) => said(fields[name])).find((found) => found !== null) ?? null

/** The link to the monitor, under whatever name. */
export const linkOf = (fields: { readonly [name: string]: Json }) =>
  first(fields, 'link', 'url', 'eventurl', 'alerturl', 'monitorurl') ??
  Object.values(fields)
    .flatMap((value) => (Array.isArray(value) ? value.flatMap((one) => Object.values(record(one))) : [value]))
    .map(said)
    .find((value) => value !== null && /^https:\/\/[\w.-]*datadoghq?\.(?:com|eu)\//.test(value)) ??
  null

export const isDatadogLink = (link: string | null) =>
  link !== null && /^https:\/\/[\w.-]*(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\//.test(link)

/** The default template names the monitor only by a link within its text. */
export const linkInText = (text: string | null) =>
  /https:\/\/[\w.-]*(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\/monitors?[/#]\d+[^\s)\]]*/.exec(
    text?.slice(0, 50_000) ?? '',
  )?.[0] ?? null

/** `[Triggered on {host:web-03}] …` names the scope. */
export const scopeInTitle = (title: string | null) =>
  /\bon \{([^}]{1,500})\}/.exec(title?.slice(0, 4096) ?? '')?.[1] ?? null

/** `https://…/monitors/90210?group=host%3Aweb-03` names the monitor and its scope. */
export const fromLink = (link: string | null): { id: string | null; scope: string | null } => {
  const parsed = link === null ? null : URL.parse(link)
  return {
    id: /\/monitors?[/#](\d+)/.exec(parsed ? parsed.pathname + parsed.hash : '')?.[1] ?? null,
    scope: parsed?.searchParams.get('group') ?? null,
  }
}
