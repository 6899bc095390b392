import { formOf } from '../../gateway/form.ts'
import { addressIn } from '../../ses/address.ts'
import { headerBlock } from '../../ses/header-block.ts'
import { identityFor } from '../../ses/identity.ts'
import type { ApiCall, World } from '../../world.ts'
import type { Permission } from '../statement.ts'

/**
 * The permissions an SES call needs (Service Authorization Reference, "Amazon SES"; SES Developer Guide, "Identity and
 * access management"): sending is asked of the identity and of the configuration set, with the address in From.
 */
export function sesPermissions({ action, body }: ApiCall, world: World): readonly Permission[] | undefined {
  if (action !== 'SendRawEmail') return undefined
  const form = formOf(body)
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
  const from = addressIn(headerBlock(raw).first('from') ?? form.get('Source') ?? '')
  const sender = addressIn(form.get('Source') ?? from)
  const context = { 'ses:FromAddress': from }
  const ses = `arn:aws:ses:${world.region}:${world.account}`
  const set = form.get('ConfigurationSetName')
  const identity = identityFor(world, sender) ?? sender
  return [
    { action: 'ses:SendRawEmail', resource: `${ses}:identity/${identity}`, context },
    ...(set === null ? [] : [{ action: 'ses:SendRawEmail', resource: `${ses}:configuration-set/${set}`, context }]),
  ]
}
