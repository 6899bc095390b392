import { describe, expect, test } from 'vitest'
import { findService, Service } from '../../../lib/alert/affected-service.ts'

const service = (id: string, name: string, ...identifiers: string[]): Service =>
  Service.parse({ id, version: 1, name, criticality: 2, identifiers })

const arn = 'arn:aws:rds:ap-northeast-2:1:db:orders'
const services = [
  service('shop', 'Web shop', 'web-1.haneul.example', 'shop-lb'),
  service('orders', 'Orders', arn, 'db-1.haneul.example', '10.0.0.7'),
  service('mail', 'Mail', 'db-1.partner.example', 'shared.haneul.example'),
  service('wiki', 'Wiki', 'shared.haneul.example'),
]
const found = (...identifiers: string[]) => findService(identifiers, services).service?.id

describe('the service that an alert is about', () => {
  test('is found by id, full host name, short host name, address and name', () => {
    expect(found(arn)).toBe('orders')
    expect(found('WEB-1.haneul.example.')).toBe('shop')
    expect(found('web-1:9100')).toBe('shop')
    expect(found('10.0.0.7:443')).toBe('orders')
    expect(found('[10.0.0.7]:443')).toBe('orders')
    expect(found('web shop')).toBe('shop')
  })

  test('is the one that the surest name says, wherever that stands', () => {
    expect(found('web shop', 'web-1', arn)).toBe('orders')
  })

  test('is none where a name fits several, and those are told', () => {
    expect(findService(['shared.haneul.example'], services).candidates?.map(({ id }) => id)).toEqual(['mail', 'wiki'])
    expect(findService(['db-1'], services).candidates?.map(({ id }) => id)).toEqual(['orders', 'mail'])
  })

  test('is none where nobody knows the name', () => {
    expect(findService(['web-2', '10.0.0.8', ''], services)).toEqual({ candidates: [] })
  })
})
