import { describe, expect, test } from 'vitest'
import { alertId } from '../../../lib/alert/alert.ts'
import { heard, Life, members, source } from '../../support/alert.ts'

const hour = 3600

describe('an alert that nobody has heard of', () => {
  test('opens an incident when it fires', () => {
    const life = new Life().hear(heard('firing', 0))
    expect(life.done).toEqual(['open INC-1'])
    expect(life.alert).toMatchObject({ status: 'firing', count: 1, title: 'The disk is full' })
  })

  test('opens nothing when it is only said to be over, or seen by somebody', () => {
    const life = new Life().hear(heard('resolved', 0), heard('acknowledged', 1))
    expect(life.done).toEqual([])
    expect(life.words).toEqual(['nothing-open', 'nothing-open'])
  })

  test('opens nothing when what fired was over before the news of it came', () => {
    const life = new Life().hear(heard('resolved', 60)).hear(heard('firing', 0, { received: 61 }))
    expect(life.done).toEqual([])
    expect(life.words).toEqual(['nothing-open', 'old-news'])
    expect(life.isFiring).toBe(false)
  })

  test('opens nothing for a comment somebody wrote over there', () => {
    expect(new Life().hear(heard('ignored', 0)).done).toEqual([])
  })

  test('has an identity of its own in every source, and long keys are not cut', () => {
    const long = 'k'.repeat(2000)
    const ids = [alertId('a', long), alertId('b', long), alertId('a', `${long}x`)]
    expect(new Set(ids).size).toBe(3)
  })
})

describe('an alert that fires', () => {
  const firing = () => new Life().hear(heard('firing', 0))

  test('is counted when it is repeated, and nobody hears of it again', () => {
    const life = firing().hear(...Array.from({ length: 499 }, (_, i) => heard('firing', i + 1)))
    expect(life.alert?.count).toBe(500)
    expect(life.done).toEqual(['open INC-1'])
  })

  test('counts repetitions that arrive late, too', () => {
    expect(new Life().hear(heard('firing', 10)).hear(heard('firing', 5, { received: 11 })).alert?.count).toBe(2)
  })

  test('resolves its incident when it is over', () => {
    expect(firing().hear(heard('resolved', 60)).done).toEqual(['open INC-1', 'resolve INC-1'])
  })

  test('stays open when the news of an older recovery comes late', () => {
    const life = new Life().hear(heard('firing', 60)).hear(heard('resolved', 30, { received: 61 }))
    expect(life.isFiring).toBe(true)
    expect(life.words).toEqual(['opened', 'old-news'])
  })

  test('of firing and recovery at the same instant the one that came later counts', () => {
    expect(new Life().hear(heard('firing', 0)).hear(heard('resolved', 0, { received: 1 })).isFiring).toBe(false)
    expect(new Life().hear(heard('resolved', 0)).hear(heard('firing', 0, { received: 1 })).isFiring).toBe(true)
  })

  test('of two at the same instant the later to arrive counts, in whatever order the queue gives them', () => {
    const recovery = heard('resolved', 0, { received: 2 })
    expect(
      firing()
        .hear(recovery)
        .hear(heard('firing', 0, { received: 1 })).isFiring,
    ).toBe(false)
    const group = (one: string, received: number) =>
      heard('firing', 0, {
        received,
        members: [
          { key: 'one', status: one as 'firing' },
          { key: 'two', status: 'firing' },
        ],
      })
    const life = new Life().hear(group('resolved', 1)).hear(group('firing', 0))
    expect(Object.keys(life.alert!.firing)).toHaveLength(1)
  })

  test('raises the priority when it becomes worse, and only then', () => {
    const life = firing()
      .hear(heard('firing', 1, { level: 'low' }))
      .hear(heard('firing', 2, { level: 'critical' }))
      .hear(heard('firing', 3, { level: 'high' }))
    expect(life.done).toEqual(['open INC-1', 'raise INC-1'])
    expect(life.alert?.level).toBe('critical')
  })

  test('keeps its level when it is over: a recovery says nothing of how bad it was', () => {
    expect(firing().hear(heard('resolved', 9, { level: 'low' })).alert?.level).toBe('medium')
  })

  test('that was acknowledged is repeated in silence, until it becomes worse', () => {
    const life = firing().hear(heard('acknowledged', 1)).hear(heard('firing', 2))
    expect(life.alert?.status).toBe('acknowledged')
    life.hear(heard('firing', 3, { level: 'high' }))
    expect(life.alert?.status).toBe('firing')
    expect(life.done).toEqual(['open INC-1', 'raise INC-1'])
  })

  test('that was acknowledged counts as unseen after the time the desk gives', () => {
    const life = new Life({ acknowledgedForMinutes: 30 }).hear(heard('firing', 0)).hear(heard('acknowledged', 1))
    life.tick(1700)
    expect(life.alert?.status).toBe('acknowledged')
    life.tick(1801)
    expect(life.alert?.status).toBe('firing')
    expect(life.done).toEqual(['open INC-1', 'note INC-1'])
  })

  test('does not move a person: what they resolved or canceled stays so while it fires on', () => {
    expect(firing().person('resolved').hear(heard('firing', 60)).done).toEqual(['open INC-1'])
    expect(
      firing()
        .person('finished')
        .hear(heard('firing', 60, { level: 'critical' })).done,
    ).toEqual(['open INC-1'])
  })

  test('asks whoever works on the incident, instead of resolving it under their hands', () => {
    const life = firing().person().hear(heard('resolved', 60))
    expect(life.done).toEqual(['open INC-1', 'note INC-1'])
    expect(life.words).toEqual(['opened', 'asked'])
  })

  test('only leaves a note where its source wants people to resolve', () => {
    const life = new Life({ source: source({ whenRecovered: 'note' }) }).hear(heard('firing', 0), heard('resolved', 9))
    expect(life.done).toEqual(['open INC-1', 'note INC-1'])
  })

  test('is taken for over when nobody has said a word for days', () => {
    const life = firing().tick(7 * 24 * hour)
    expect(life.isFiring).toBe(true)
    life.tick(9 * 24 * hour)
    expect(life.isFiring).toBe(false)
    expect(life.done).toEqual(['open INC-1', 'resolve INC-1'])
    expect(life.words.at(-1)).toBe('stale')
  })

  test('is never taken for over where its source says so', () => {
    const life = new Life({ source: source({ staleAfterDays: 0 }) }).hear(heard('firing', 0)).tick(90 * 24 * hour)
    expect(life.isFiring).toBe(true)
    expect(life.alert?.due).toBeUndefined()
  })

  test('is planned anew once a day, not with every repetition', () => {
    const life = firing()
    const { due } = life.alert!
    expect(life.hear(heard('firing', 5 * hour)).alert?.due).toEqual(due)
  })
})

describe('an alert that is over', () => {
  const over = (minutes = 60) =>
    new Life({ source: source({ reopenWithinMinutes: minutes }) }).hear(heard('firing', 0), heard('resolved', 60))

  test('reopens its incident when it fires again within the hour', () => {
    expect(over().hear(heard('firing', hour)).done.slice(2)).toEqual(['reopen INC-1'])
  })

  test('opens a new incident that refers to the old one after that', () => {
    expect(
      over()
        .hear(heard('firing', hour + 61))
        .done.slice(2),
    ).toEqual(['open INC-2 after INC-1'])
  })

  test('never reopens where its source gives no time for it', () => {
    expect(over(0).hear(heard('firing', 61)).done.slice(2)).toEqual(['open INC-2 after INC-1'])
  })

  test('never reopens what is closed', () => {
    expect(over().closes().hear(heard('firing', 61)).done.slice(2)).toEqual(['open INC-2 after INC-1'])
  })

  test('goes on with the incident on which somebody still works, and says so', () => {
    const life = new Life()
      .hear(heard('firing', 0))
      .person()
      .hear(heard('resolved', 60))
      .hear(heard('firing', 5 * hour))
    expect(life.done).toEqual(['open INC-1', 'note INC-1', 'note INC-1'])
    expect(life.words.at(-1)).toBe('fires-again')
  })

  test('counts from one again', () => {
    expect(over().hear(heard('firing', 120)).alert).toMatchObject({ count: 1, total: 3 })
  })

  test('that comes and goes within one batch leaves an incident that is open no more', () => {
    expect(over().done).toEqual(['open INC-1', 'resolve INC-1'])
  })
})

describe('a group', () => {
  test('is over only when every member is', () => {
    const life = new Life()
      .hear(heard('firing', 0, { members: members({ a: 'firing', b: 'firing' }) }))
      .hear(heard('firing', 10, { members: members({ a: 'resolved', b: 'firing' }) }))
    expect(life.isFiring).toBe(true)
    life.hear(heard('resolved', 20, { members: members({ b: 'resolved' }) }))
    expect(life.done).toEqual(['open INC-1', 'resolve INC-1'])
  })

  test('is not over because a cut list does not name who fires', () => {
    const life = new Life()
      .hear(heard('firing', 0, { members: members({ a: 'firing', b: 'firing' }) }))
      .hear(heard('resolved', 10, { members: members({ a: 'resolved' }), isTruncated: true }))
    expect(life.isFiring).toBe(true)
    expect(life.words).toEqual(['opened', 'group-still-fires'])
  })

  test('is over when the sender says of the whole of it that it is', () => {
    const life = new Life()
      .hear(heard('firing', 0, { members: members({ a: 'firing', silenced: 'firing' }) }))
      .hear(heard('resolved', 10, { members: members({ a: 'resolved' }) }))
    expect(life.isFiring).toBe(false)
  })

  test('hears of a new member that began before another one ended', () => {
    const life = new Life()
      .hear(heard('firing', 0, { members: members({ a: 'firing' }) }))
      .hear(heard('resolved', 100, { members: members({ a: 'resolved' }) }))
      .hear(heard('firing', 90, { members: members({ b: 'firing' }), received: 130 }))
    expect(life.isFiring).toBe(true)
    expect(life.done.at(-1)).toBe('reopen INC-1')
  })

  test('of thousands keeps five hundred apart, counts the others, and ends with all of them', () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`m${i}`, 'firing' as const]))
    const life = new Life().hear(heard('firing', 0, { members: members(many) }))
    expect(Object.keys(life.alert!.firing).length).toBe(500)
    expect(life.alert?.more).toBe(400)
    life.hear(heard('resolved', 1, { members: members({ m1: 'resolved' }) }))
    expect(life.isFiring).toBe(false)
    expect(Object.keys(life.alert!.recovered).length).toBe(100)
  })
})

describe('an alert that flaps', () => {
  const flapping = () => {
    const life = new Life()
    for (let i = 0; i < 5; i++) life.hear(heard(i % 2 === 0 ? 'firing' : 'resolved', i * 60))
    return life
  }

  test('keeps its incident open, with one note instead of one for each change', () => {
    const life = flapping()
    expect(life.done).toEqual([
      'open INC-1',
      'resolve INC-1',
      'reopen INC-1',
      'resolve INC-1',
      'reopen INC-1',
      'note INC-1',
    ])
    life.hear(heard('resolved', 300)).hear(heard('firing', 360)).hear(heard('resolved', 420))
    expect(life.done.length).toBe(6)
    expect(life.incident?.state).toBe('open')
  })

  test('says so again once a window', () => {
    const life = flapping()
    for (let i = 5; i < 40; i++) life.hear(heard(i % 2 === 0 ? 'firing' : 'resolved', i * 60))
    expect(life.done.slice(6)).toEqual(['note INC-1'])
  })

  test('is over a quarter of an hour after its last change', () => {
    const life = flapping().hear(heard('resolved', 300)).tick(900)
    expect(life.alert?.flapping).toBeDefined()
    expect(life.tick(1201).done.at(-1)).toBe('resolve INC-1')
    expect(life.alert?.flapping).toBeUndefined()
  })

  test('that settles on firing is an ordinary alert again', () => {
    const life = flapping().tick(1141)
    expect(life.words.at(-1)).toBe('calm')
    expect(life.incident?.state).toBe('open')
  })
})

describe('an alert that is held off', () => {
  const heldOff = () => new Life({ source: source({ openAfterSeconds: 120 }) }).hear(heard('firing', 0))

  test('opens its incident when it has lasted', () => {
    const life = heldOff().hear(heard('firing', 60))
    expect(life.done).toEqual([])
    expect(life.tick(120).done).toEqual(['open INC-1'])
  })

  test('opens it with the next word, too, should nobody have looked', () => {
    expect(heldOff().hear(heard('firing', 121)).done).toEqual(['open INC-1'])
  })

  test('leaves no trace on the desk when it was over before', () => {
    const life = heldOff().hear(heard('resolved', 90)).tick(121)
    expect(life.done).toEqual([])
    expect(life.words).toEqual(['held-off', 'blip'])
  })
})

describe('an alert that is suppressed', () => {
  test('is kept and opens nothing, until the source’s rule lets it pass', () => {
    const life = new Life().hear(heard('suppressed', 0), heard('suppressed', 1))
    expect(life.done).toEqual([])
    expect(life.alert?.count).toBe(2)
    expect(life.hear(heard('firing', 2)).done).toEqual(['open INC-1'])
  })
})

describe('a maintenance window', () => {
  const covering = { id: 'w-1', until: '2026-11-24T01:00:00.000Z' }

  test('keeps what fires in it from the desk, and lets it come when it is over', () => {
    const life = new Life().hear(heard('firing', 0, { covering }), heard('firing', 60, { covering }))
    expect(life.done).toEqual([])
    expect(life.words).toEqual(['in-maintenance', 'in-maintenance'])
    expect(life.tick(3600).done).toEqual(['open INC-1'])
  })

  test('that is followed by another one goes on', () => {
    const life = new Life().hear(heard('firing', 0, { covering }))
    life.tick(3600, { covering: { id: 'w-2', until: '2026-11-24T02:00:00.000Z' } })
    expect(life.done).toEqual([])
    expect(life.tick(7200).done).toEqual(['open INC-1'])
  })

  test('lets recoveries pass', () => {
    const before = new Life().hear(heard('firing', 0), heard('resolved', 60, { covering }))
    expect(before.done).toEqual(['open INC-1', 'resolve INC-1'])
    const within = new Life().hear(heard('firing', 0, { covering }), heard('resolved', 60, { covering })).tick(3600)
    expect(within.done).toEqual([])
  })

  test('raises nothing', () => {
    const life = new Life().hear(heard('firing', 0), heard('firing', 60, { covering, level: 'critical' }))
    expect(life.done).toEqual(['open INC-1'])
  })
})

describe('a heartbeat', () => {
  const beat = (at: number) => heard('firing', at, { kind: 'heartbeat' })
  const beating = () => new Life({ source: source({ heartbeatMinutes: 5 }) }).hear(beat(0))

  test('opens nothing while it comes', () => {
    const life = beating().hear(beat(250)).tick(300).hear(beat(500)).tick(600)
    expect(life.done).toEqual([])
    expect(life.alert?.due).toBeDefined()
  })

  test('that stays away opens one incident, however long it stays away', () => {
    expect(beating().tick(300).tick(700).tick(5000).done).toEqual(['open INC-1'])
  })

  test('that comes again ends it', () => {
    const life = beating().tick(300).hear(beat(400))
    expect(life.done).toEqual(['open INC-1', 'resolve INC-1'])
    expect(life.tick(699).tick(700).done.at(-1)).toBe('reopen INC-1')
  })

  test('is not waited for where nobody asked to', () => {
    expect(new Life().hear(beat(0)).alert?.due).toBeUndefined()
  })
})

describe('alerts of one service in a group', () => {
  test('share the incident of the group', () => {
    const life = new Life({ group: 'INC-7' }).hear(heard('firing', 0))
    expect(life.done).toEqual(['join INC-7'])
  })

  test('leave it open while another of them fires', () => {
    const life = new Life().hear(heard('firing', 0))
    life.incident = { ...life.incident!, isShared: true }
    expect(life.hear(heard('resolved', 60)).done).toEqual(['open INC-1'])
    expect(life.words.at(-1)).toBe('group-still-fires')
  })
})

describe('a storm', () => {
  test('takes new alerts in without touching an incident for each', () => {
    const life = new Life({ storm: 'INC-9' }).hear(heard('firing', 0), heard('firing', 1), heard('resolved', 2))
    expect(life.done).toEqual([])
    expect(life.alert).toMatchObject({ incident: 'INC-9', isStorm: true, status: 'resolved' })
  })
})

describe('a group whose members say since when', () => {
  const said = (key: string, status: 'firing' | 'resolved', at: string) => ({ key, status, at })
  const ten = '2026-11-24T00:00:10.000Z'
  const twenty = '2026-11-24T00:00:20.000Z'
  const thirty = '2026-11-24T00:00:30.000Z'

  test('hears that one of them is over, although the one that fires on began before it', () => {
    const life = new Life()
      .hear(heard('firing', 20, { members: [said('b', 'firing', twenty)] }))
      .hear(heard('firing', 10, { members: [said('a', 'firing', ten), said('b', 'resolved', thirty)], received: 40 }))
      .hear(heard('resolved', 40, { members: [said('a', 'resolved', thirty)], isTruncated: true, received: 41 }))
    expect(life.done).toEqual(['open INC-1', 'resolve INC-1'])
  })
})
