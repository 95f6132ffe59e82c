import { describe, expect, it } from 'vitest'
import type { ExitCode } from '../../house/command.ts'
import { needsNoHouse } from '../commands.ts'
import { checkLegislature, lookUpCommand } from './commands.ts'

async function run(command: typeof lookUpCommand, ...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    language: 'en' as const,
  }
  const exit: ExitCode = await command(argv, io)
  return { exit, out: out.join('\n'), err: err.join('\n') }
}

describe('tp campaign lookup', () => {
  it('needs no house', () => {
    expect(needsNoHouse(['lookup', '07601'])).toBe(true)
    expect(needsNoHouse(['legislature', 'check', '.'])).toBe(true)
    expect(needsNoHouse(['legislature', 'import', '.'])).toBe(false)
    // What is no command is refused without one.
    for (const none of [['bogus'], ['__proto__'], []]) expect(needsNoHouse(none)).toBe(true)
  })

  it('prints who represents a code, and ends with 0', async () => {
    const { exit, out } = await run(lookUpCommand, '07601-1234', '--as-of', '2014-08-31', '--json')
    expect(exit).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      code: '07601-1234',
      repaired: '07601',
      certainty: 'certain',
      asOf: '2014-08-31',
      pack: { asOf: '2014-08-31', session: '113' },
      candidates: [
        {
          chamber: 'house',
          division: 'ocd-division/country:us/state:nj/cd:5',
          bioguide: 'G000548',
          name: 'Scott Garrett',
          voting: true,
          vacant: false,
        },
        { chamber: 'senate' },
        { chamber: 'senate' },
      ],
    })
    const words = await run(lookUpCommand, '08102', '--as-of', '2014-08-31')
    expect(words.exit).toBe(0)
    expect(words.out).toContain('vacant')
  })

  it('prints an error with its remedy where the code is unknown, and ends with 1', async () => {
    const { exit, out } = await run(lookUpCommand, 'SW1A', '1AA', '--json', '--as-of', '2014-08-31')
    expect(exit).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      code: 'SW1A 1AA',
      certainty: 'unknown',
      candidates: [],
      error: { kind: 'foreign' },
    })
    const words = await run(lookUpCommand, '99999', '--as-of', '2014-08-31')
    expect(words).toMatchObject({ exit: 1, out: '' })
    expect(words.err).toContain('The map does not know this code')
  })

  it('is wrongly used without a code or with an option nobody knows', async () => {
    await expect(run(lookUpCommand)).rejects.toMatchObject({ kind: 'wrong-use' })
    await expect(run(lookUpCommand, '07601', '--day', '2014')).rejects.toMatchObject({ kind: 'wrong-use' })
  })

  it('says where there is no pack to check', async () => {
    await expect(run(checkLegislature, '/nowhere/at/all')).rejects.toMatchObject({ kind: 'unusable' })
    await expect(run(checkLegislature)).rejects.toMatchObject({ kind: 'wrong-use' })
  })
})
