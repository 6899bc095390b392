import { describe, expect, test } from 'vitest'
import { type CalendarEntry, iCalendar } from '../../../lib/change/icalendar.ts'

const entry: CalendarEntry = {
  uid: 'CHG-1',
  sequence: 3,
  stamp: '2026-11-24T00:30:00.000Z',
  from: '2026-11-25T06:00:00.000Z',
  to: '2026-11-25T08:00:00.000Z',
  summary: 'CHG-1 Disks; all, of them \\ 디스크 교체',
  description: 'Line one\r\nLine two\u0007',
  status: 'CONFIRMED',
  categories: ['Change', 'a,b'],
  isBusy: true,
}

/** The lines of a calendar as a calendar program unfolds them. */
const unfolded = (calendar: string) => calendar.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar for calendar programs (RFC 5545)', () => {
  test('has what a program needs to know an entry again, and when it is', () => {
    const lines = unfolded(iCalendar('Changes', 'desk.example', [entry]))
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Haneul//Changes//EN'])
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:CHG-1@desk.example',
        'SEQUENCE:3',
        'DTSTAMP:20261124T003000Z',
        'DTSTART:20261125T060000Z',
        'DTEND:20261125T080000Z',
        'STATUS:CONFIRMED',
        'TRANSP:OPAQUE',
      ]),
    )
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', ''])
  })

  test('lets no text end its line or begin another', () => {
    const lines = unfolded(iCalendar('Changes', 'desk.example', [entry]))
    expect(lines).toContain('SUMMARY:CHG-1 Disks\\; all\\, of them \\\\ 디스크 교체')
    expect(lines).toContain('DESCRIPTION:Line one\\nLine two ')
    expect(lines).toContain('CATEGORIES:Change,a\\,b')
    const evil = iCalendar('Changes', 'desk.example', [{ ...entry, summary: 'x\r\nEND:VEVENT\r\nBEGIN:VALARM' }])
    expect(unfolded(evil).filter((line) => line === 'END:VEVENT')).toHaveLength(1)
  })

  test('has no line of more than 75 octets, and cuts no letter', () => {
    const long = iCalendar('Changes', 'desk.example', [{ ...entry, summary: '메일 저장소의 디스크를 🚀 '.repeat(12) }])
    for (const line of long.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(unfolded(long)).toContain(`SUMMARY:${'메일 저장소의 디스크를 🚀 '.repeat(12)}`)
    expect(long.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })
})
