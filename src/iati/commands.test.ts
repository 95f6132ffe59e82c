import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { WrongUse } from '../house/errors.ts'
import { iatiValidateCommand } from './commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'iati-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const full = path.join(folder, name)
  writeFileSync(full, text)
  return full
}

const good = file(
  'good.xml',
  `<iati-organisations version="2.03"><iati-organisation xml:lang="en"><organisation-identifier>GB-COH-1</organisation-identifier>
<name><narrative>A</narrative></name><reporting-org ref="GB-COH-1" type="10"><narrative>A</narrative></reporting-org>
</iati-organisation></iati-organisations>`,
)
const bad = file('bad.xml', '<iati-activities version="2.03">\n<iati-activity/>\n</iati-activities>')
const old = file('old.xml', '<iati-activities version="1.03"/>')

async function run(...argv: string[]) {
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line), err: () => {}, language: 'en' as const }
  const status = await iatiValidateCommand(argv, io)
  return { status, lines, json: () => JSON.parse(lines.join('\n')) }
}

describe('tp iati validate', () => {
  it('answers 0 when all files are valid and 1 when one is not', async () => {
    expect((await run(good)).status).toBe(0)
    expect((await run(good, bad)).status).toBe(1)
  })

  it('prints an array of verdicts as JSON, one for each file in their order', async () => {
    const { json, status } = await run('--json', good, bad, old)
    expect(status).toBe(1)
    const [first, second, third] = json()
    expect(first).toMatchObject({ file: good, valid: true, version: '2.03', errors: [] })
    expect(second).toMatchObject({ file: bad, valid: false, version: '2.03' })
    expect(second.errors[0]).toEqual({
      id: '0.3.1',
      severity: 'critical',
      line: 2,
      path: '/iati-activities/iati-activity[1]',
      message: '“iati-activity” lacks the element “iati-identifier”.',
      remedy: 'Add it in its place in the order of the standard.',
    })
    expect(third).toMatchObject({ valid: false, version: '1.03', errors: [{ id: '0.6.1', line: 1 }] })
  })

  it('prints a line for each finding, in the language that is asked for', async () => {
    const { lines } = await run(bad, '--lang', 'fr')
    expect(lines[0]).toContain('NON valide')
    expect(lines[1]).toContain('ligne 2  0.3.1 critique')
  })

  it('counts what it does not list', async () => {
    const { json } = await run('--json', '--keep', '1', bad)
    const [{ errors, counts, notListed }] = json()
    expect(errors).toHaveLength(1)
    expect(notListed).toBe(counts.critical + counts.error + counts.warning - 1)
    expect(notListed).toBeGreaterThan(0)
  })

  it.each([
    ['no file', []],
    ['a file that is not there', ['/nowhere/at/all.xml']],
    ['a folder', [folder]],
    ['an unknown flag', [good, '--loud']],
    ['an unknown language', [good, '--lang', 'tlh']],
    ['a bound that is no number', [good, '--keep', 'many']],
  ])('calls %s wrong use', async (_, argv) => {
    await expect(run(...argv)).rejects.toThrow(WrongUse)
  })

  it('tells its use', async () => {
    expect((await run('--help')).lines[0]).toContain('tp iati validate FILE…')
  })
})
