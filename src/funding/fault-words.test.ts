import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { CompactFault } from '../compacts/faults.ts'
import { compactFault } from '../compacts/refused.ts'
import { projectRoot } from '../house/settings.ts'
import { languages } from '../ui/language.ts'
import { MoneyFault, moneyFault } from './faults.ts'

const migrations = path.join(projectRoot(), 'migrations')
/** SQLSTATEs that functions of the database refuse with, as their files name them. */
const codesIn = (names: readonly string[]) => [
  ...new Set(
    names.flatMap((name) => readFileSync(path.join(migrations, name), 'utf8').match(/\bTPF\d\d\b/g) ?? []),
  ),
]
const refused = (code: string) =>
  Object.assign(new Error('refused'), { code, detail: '{"place":"version","why":"missing","party":"Ghana"}' })

it('Every refusal of the database has words and a remedy in every language', () => {
  const codes = codesIn(readdirSync(migrations))
  expect(codes.length).toBeGreaterThan(25)
  for (const code of codes) {
    const fault = moneyFault(refused(code))
    expect(fault, code).toBeInstanceOf(MoneyFault)
    if (!(fault instanceof MoneyFault)) continue
    expect([403, 409, 422], code).toContain(fault.status)
    for (const language of languages)
      for (const { message, remedy } of fault.in(language).details)
        expect([message.length > 5, (remedy ?? '').length > 5], `${code} ${language}`).toEqual([true, true])
  }
})

it('What triggers refuse of a signature, a step or a suspension is said where compacts change', () => {
  const codes = codesIn(['0017-signing-checks.ts'])
  expect(codes).toEqual(expect.arrayContaining(['TPF27', 'TPF29', 'TPF30']))
  for (const code of codes) {
    const fault = compactFault(refused(code))
    expect(fault, code).toBeInstanceOf(CompactFault)
    if (!(fault instanceof CompactFault)) continue
    expect([403, 404, 409, 422], code).toContain(fault.status)
    for (const language of languages)
      for (const { message } of fault.in(language).details)
        expect(message.length, `${code} ${language}`).toBeGreaterThan(5)
  }
})
