import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Io } from '../house/command.ts'
import { transact } from '../house/transact.ts'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { anAgreement, both } from './agreement.test-data.ts'
import { commandWords } from './command-words.ts'
import { compactCommand } from './commands.ts'
import { aCompact, aCompactInForce, frozenAndSigned, negotiated } from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { openAmendment, reopenDraft } from './signing.ts'
import { saveDraftPart } from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const tp = async (line: string, language: Io['language'] = 'en') => {
  const out: string[] = []
  const io: Io = { out: (text) => out.push(text), err: () => {}, language }
  const code = await compactCommand(house, line.split(' ').filter(Boolean), io, alone)
  return { code, out: out.join('\n') }
}

it('tp compact says everything in four languages', () => {
  expect(checkDictionary(commandWords)).toEqual([])
})

it('tp compact list and show tell where compacts stand, in words and as JSON', async () => {
  const { id } = await aCompactInForce(house)
  expect((await tp('list --country gha')).out).toContain(
    `${id}  GHA  in force  Compact against child labour on the lake`,
  )
  const { out, code } = await tp(`show ${id}`, 'fr')
  expect(code).toBe(0)
  expect(out).toContain('Compact against child labour on the lake (fr)')
  expect(out).toContain('2029-12-31')
  const shown = JSON.parse((await tp(`show ${id} --json`)).out)
  expect(shown).toMatchObject({ id, state: 'in force', draft: null, parties: { length: 4 } })
  expect(shown.agreement.objectives).toHaveLength(1)
  expect(JSON.parse((await tp('list --country FRA --json')).out)).toEqual([])
})

it('tp compact gaps names everything that is lacking, and exits with 1 while something is', async () => {
  const started = await aCompact(house)
  const { code, out } = await tp(`gaps ${started.id} --step proposed`)
  expect(code).toBe(1)
  expect(out).toMatch(/ {2}title: .{10}/)
  expect(JSON.parse((await tp(`gaps ${started.id} --json`)).out).gaps.length).toBeGreaterThan(20)
  await negotiated(house, started)
  expect((await tp(`gaps ${started.id}`)).code).toBe(0)
})

it('tp compact versions and compare show what was signed, and what a draft changes', async () => {
  const started = await aCompact(house)
  const { id, by } = started
  expect((await tp(`versions ${id}`)).out).toBe('No text has been frozen yet.')
  await negotiated(house, started)
  const { hash } = await frozenAndSigned(house, started)
  await transact(house.db, (trx) => reopenDraft(trx, by('donor'), { compact: id, reason: 'A new title' }))
  expect((await tp(`versions ${id}`)).out).toBe(`1  2025-07-01  ${hash}  signatures: 2  opened again`)
  const [version] = JSON.parse((await tp(`versions ${id} --json`)).out)
  expect(version).toMatchObject({ hash, signatures: [{ party: 'usa', void: true }, { party: 'ghana' }] })
  expect((await tp(`compare ${id} 1 draft`)).out).toBe('The two say the same.')

  const other = await aCompactInForce(house)
  await transact(house.db, (trx) =>
    openAmendment(trx, other.by('donor'), { compact: other.id, reason: 'A new title' }),
  )
  await transact(house.db, (trx) =>
    saveDraftPart(trx, other.by('donor'), {
      compact: other.id,
      part: 'title',
      base: 0,
      value: both('Compact against forced labour on the lake'),
    }),
  )
  expect((await tp(`compare ${other.id} 1 draft`)).out).toContain(
    'title: (en) Compact against [-child-]{+forced+} labour on the lake',
  )
  const [lake] = anAgreement(other).objectives
  await transact(house.db, (trx) =>
    saveDraftPart(trx, other.by('donor'), { compact: other.id, part: 'objectives', base: 1, value: [] }),
  )
  const { out } = await tp(`compare ${other.id} 1 draft`)
  for (const text of Object.values(lake!.text)) expect(out).toContain(text)
})

it.each([
  '',
  'sign',
  'show',
  'show nothing',
  'gaps x --step begun',
  'list --step frozen',
])('tp compact %s is answered with what is wrong', async (line) => {
  if (line === '') expect((await tp(line)).code).toBe(2)
  else await expect(tp(line)).rejects.toMatchObject({ status: line === 'show nothing' ? 404 : 400 })
})
