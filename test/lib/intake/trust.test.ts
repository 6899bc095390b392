import { describe, expect, test } from 'vitest'
import { trustOf, unverifiedActor } from '../../../lib/intake/trust.ts'
import { envelope, person } from '../../support/letter.ts'

const employee = person('p-1', 'employee')
const guest = person('guest-1', 'guest')
const gone = { ...employee, isActive: false }

test.each([
  ['DMARC passes', {}, employee, 'employee'],
  ['DMARC passes although SPF fails', { spf: 'FAIL' }, employee, 'employee'],
  ['DMARC has no say and DKIM passes', { dmarc: 'GRAY', spf: 'FAIL' }, employee, 'employee'],
  ['DMARC fails although SPF passes', { dmarc: 'FAIL' }, employee, 'unverified'],
  ['nothing passes', { dmarc: 'GRAY', spf: 'GRAY', dkim: 'GRAY' }, employee, 'unverified'],
  ['the check broke', { dmarc: 'PROCESSING_FAILED', spf: 'FAIL', dkim: 'FAIL' }, employee, 'unverified'],
  ['it is proven and nobody knows the address', {}, undefined, 'guest'],
  ['it is proven and a guest wrote before', {}, guest, 'guest'],
  ['it is not proven and nobody knows the address', { dmarc: 'FAIL' }, undefined, 'unverified'],
  ['it is proven, of somebody who has left', {}, gone, 'unverified'],
] as const)('a mail is worth this much when %s', (_, verdicts, sender, trust) => {
  expect(trustOf(envelope(verdicts), sender)).toBe(trust)
})

test('an unverified mail is recorded in nobody’s name, with the address that it claims', () => {
  expect(unverifiedActor({ name: 'Kim', address: 'kim@haneul.example' })).toEqual({
    id: 'unverified',
    name: 'Kim <kim@haneul.example>',
    is: 'guest',
  })
  expect(unverifiedActor({ name: '', address: 'kim@haneul.example' }).name).toBe('kim@haneul.example')
})

describe('a mail in the name of an agent, where their domain has no DMARC policy,', () => {
  const agent = person('p-2', 'agent')
  const gray = { dmarc: 'GRAY', dkim: 'FAIL' }
  test.each([
    ['was sent from their domain', gray, 'p-2@haneul.example', 'employee'],
    ['was sent from a domain below theirs', gray, 'bounce@mail.haneul.example', 'employee'],
    ['was sent from another domain that SPF lets send', gray, 'mallory@evil.example', 'unverified'],
    ['was sent from a domain that only ends alike', gray, 'mallory@evilhaneul.example', 'unverified'],
    ['was sent from nowhere', gray, undefined, 'unverified'],
    ['is signed by we know not whom', { dmarc: 'GRAY', spf: 'FAIL' }, 'p-2@haneul.example', 'unverified'],
  ] as const)('is worth this much when it %s', (_, verdicts, source, trust) => {
    expect(trustOf(envelope(verdicts, { source }), agent)).toBe(trust)
  })
})
