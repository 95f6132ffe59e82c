import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../house/settings.ts'
import { guardedCsvLine } from './csv-text.ts'
import { readDefinition, readPresets } from './definitions.ts'

function definition(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'tip-definition-')), 'source.yaml')
  writeFileSync(file, text)
  return file
}

describe('A source definition', () => {
  it('that is not YAML is refused with its line', () => {
    const file = definition('source:\n  id: a\n  title: "open\n')
    expect(() => readDefinition(file, false)).toThrow(
      expect.objectContaining({
        kind: 'unusable',
        details: [expect.objectContaining({ place: expect.stringMatching(/source\.yaml:\d+$/) })],
      }),
    )
  })

  it('whose edition is no year, month or day is refused: it could not be compared', () => {
    const card = (revised: string) =>
      `source: { id: a, publisher: P, title: T, url: null, licence: L, attribution: null, retrieved: null, revised: ${revised}, coverage: "", gaps: "" }\n`
    expect(() => readDefinition(definition(card('"2022 or later"')), false)).toThrow(
      expect.objectContaining({
        details: expect.arrayContaining([
          expect.objectContaining({ place: expect.stringContaining('/source/revised') }),
        ]),
      }),
    )
    for (const revised of ['"2022"', '"2022-12"', '"2022-12-31"', 'null'])
      expect(() => readDefinition(definition(card(revised)), false)).not.toThrow()
  })

  it('that lacks its licence is refused with the place', () => {
    const file = definition(
      'source: { id: a, publisher: P, title: T, url: null, attribution: null, retrieved: null, revised: null, coverage: "", gaps: "" }\n',
    )
    expect(() => readDefinition(file, false)).toThrow(
      expect.objectContaining({
        details: expect.arrayContaining([
          expect.objectContaining({ place: expect.stringContaining('/source') }),
        ]),
      }),
    )
  })
})

describe('Sources that a user must bring himself', () => {
  const presets = readPresets(projectRoot())
  it('each warn of their terms and are not said to be in the pack', () => {
    expect(presets.map((preset) => preset.source.id)).toEqual([
      'aiddata',
      'civicus-monitor',
      'freedom-house',
      'global-slavery-index',
      'hti-flows',
      'policy-3p',
      'trafficking-laws',
      'transparency-cpi',
    ])
    for (const { source, termsWarning } of presets) {
      expect(source.inPack).toBe(false)
      expect(termsWarning).toMatch(/terms|commercial|licence/i)
    }
  })
  it('title every series and unit in four languages', () => {
    for (const { title, unit } of presets.flatMap((preset) => preset.series)) {
      expect(Object.keys(title).sort()).toEqual(['en', 'es', 'fr', 'pt'])
      expect(Object.keys(unit).sort()).toEqual(['en', 'es', 'fr', 'pt'])
    }
  })
})

describe('Text that a spreadsheet may open', () => {
  it('does not start a formula, and numbers stay numbers', () => {
    const numbers = ['-1.5e-7', '-1.5E+22', '+3.', '-.5', '-0', '+12.25']
    expect(guardedCsvLine(numbers)).toBe(`${numbers.join(',')}\n`)
    expect(guardedCsvLine([-1.5e-7, 2, null])).toBe('-1.5e-7,2,\n')
    expect(guardedCsvLine(['-1+1', '-1e', '-e5', '+1,2', '-1.5e-7)', '\t=1', '-'])).toBe(
      `'-1+1,'-1e,'-e5,"'+1,2",'-1.5e-7),'\t=1,'-\n`,
    )
    expect(guardedCsvLine(['=1+1', '+cmd', '-2.5', '@x', 'plain', 'a "b", c'])).toBe(
      `'=1+1,'+cmd,-2.5,'@x,plain,"a ""b"", c"\n`,
    )
  })
})
