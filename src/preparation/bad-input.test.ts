import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '../house/errors.ts'
import { type Language, languages } from '../ui/language.ts'
import { prevalenceCommand } from './commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'tip-bad-input-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function file(...lines: string[]): string {
  const place = path.join(folder, `${files++}.csv`)
  writeFileSync(place, lines.join('\n'))
  return place
}

type Answer = { status: string; estimate?: number; reason?: string; findings?: { code: string }[] }

/** What comes of a command: an answer, or what is said instead of one. */
async function asked(
  language: Language,
  argv: readonly string[],
): Promise<{ answer?: Answer; said: string }> {
  const lines: string[] = []
  try {
    const io = { out: (line: string) => void lines.push(line), err: () => {}, language }
    await prevalenceCommand([...argv, '--json'], io)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const said = error.details.map(({ message, remedy = '' }) => `${message} ${remedy}`)
    return { said: [error.message, ...said].join(' ').trim() }
  }
  const answer: Answer = JSON.parse(lines.join('\n'))
  return { answer, said: answer.reason ?? '' }
}

/** In every language, no number: either a fault that names what is wrong, or no estimate with its reason. */
async function noNumber(argv: readonly string[], english: RegExp): Promise<void> {
  const said = new Set<string>()
  for (const language of languages) {
    const { answer, said: words } = await asked(language, argv)
    expect(answer?.estimate).toBeUndefined()
    expect(answer?.status ?? 'no-estimate').toBe('no-estimate')
    expect(words).not.toMatch(/undefined|NaN|\{/)
    if (language === 'en') expect(words).toMatch(english)
    said.add(words)
  }
  expect(said.size).toBe(languages.length)
}

const methods = ['independence', 'stepwise', 'bic', 'average', 'dga', 'lcmcr', 'threshold', 'chao'].map(
  (method) => ['--method', method],
)
const ofModels = ['model', 'profile'].map((method) => ['--method', method, '--model', '[12,3]'])
const letters = [...'ABCDEFGHIJK']
const alone = letters.map((_, list) => [...letters.map((_, other) => (list === other ? 1 : 0)), 5].join())

describe('A table of lists that is none', () => {
  const three = 'A,B,C,n'
  it.each([
    [
      'people on no list',
      file(three, '0,0,0,50', '1,0,0,30', '0,1,1,7'),
      /on no list \(50\).*Take the row out/,
    ],
    ['a negative count', file(three, '1,0,0,-30', '0,1,1,7'), /Row 1, column “n”.*“-30”/],
    ['a fraction', file(three, '1,0,0,30.5', '0,1,1,7'), /Row 1.*“30.5”/],
    ['a decimal comma', file('A;B;C;n', '1;0;0;30,5', '0;1;1;7'), /Row 1.*“30,5”/],
    ['thousands', file(three, '1,0,0,"1,200"', '0,1,1,7'), /Row 1.*“1,200”/],
    [
      'one combination twice',
      file(three, '1,0,0,30', '1,0,0,5', '0,1,1,7'),
      /Rows 1 and 2.*Add them together/,
    ],
    ['one list', file('A,n', '1,30'), /Too few lists: 1.*Bring one more/],
    ['eleven lists', file([...letters, 'n'].join(), ...alone), /Too many lists: 11.*Merge/],
    ['nobody', file(three, '1,0,0,0', '0,1,0,0'), /Too few people: 0/],
    ['no count', file(three, '1,0,0,many'), /Row 1.*“many”/],
    ['no column of 0 and 1', file('n,A,B', '30,1,0', '20,0,1'), /Row 1, list “n”.*“30”/],
    ['no headings', file('1,0,30', '0,1,20', '1,1,9'), /must hold headings/],
  ])('is refused by every method: %s', async (_, table, english) => {
    for (const method of [...methods, ...ofModels]) await noNumber(['mse', table, ...method], english)
    await noNumber(['specification', table, '--boot', '0'], english)
    await noNumber(['change', table, table, '--boot', '10'], english)
  })

  it.each([
    ['no overlap', ['1,0,0,30', '0,1,0,20', '0,0,1,25']],
    ['everybody on every list', ['1,1,1,30']],
  ])('gives no estimate of how many there are: %s', async (name, rows) => {
    const table = file(three, ...rows)
    for (const method of [...methods, ...ofModels]) {
      // What is at least so is so where everybody is on every list: those seen.
      if (name !== 'no overlap' && method.includes('chao')) continue
      await noNumber(['mse', table, ...method], /more than one list|every list|overlap/)
    }
  })

  it('says beside its figure that a list is empty or lies within another', async () => {
    const codes = async (...rows: string[]) => {
      const { answer } = await asked('en', ['mse', file(three, ...rows), '--boot', '0'])
      return answer?.findings?.map(({ code }) => code)
    }
    expect(await codes('1,0,0,30', '0,1,0,20', '1,1,0,9')).toContain('empty-list')
    expect(await codes('1,0,0,30', '0,0,1,25', '1,1,0,9', '1,0,1,8', '1,1,1,4')).toContain('list-within-list')
  })

  it('has figures from a thousand million people too', async () => {
    const rows = ['1,0,1000000000', '0,1,900000000', '1,1,90000000']
    const { answer } = await asked('en', ['mse', file('A,B,n', ...rows), '--boot', '0'])
    expect((answer?.estimate ?? 0) / (1.09e9 * (9.9e8 / 9e7))).toBeCloseTo(1, 6)
  })
})

describe('A respondent-driven sample that is none', () => {
  const rows = ['1;seed;4;1', '2;1;3;0', '3;1;5;1', '4;2;2;0', '5;3;3;1']
  const sample = (...last: string[]) => file('id;recruiter;d;y', ...rows, ...last)
  const changed = (by: (row: string) => string) => file('id;recruiter;d;y', ...rows.map(by))
  it.each([
    ['no degrees', changed((row) => row.replace(/;\d;(\d)$/, ';0;$1')), /Too few people: 0/],
    ['a negative degree', sample('6;3;-3;1'), /Row 6.*“-3”/],
    ['a degree with thousands', sample('6;3;1.300,5;1'), /Row 6.*“1.300,5”/],
    ['a degree of thousands', sample('6;3;1.200;1'), /Row 6.*“1.200”.*thousands/],
    ['a circle', file('id;recruiter;d;y', '1;3;4;1', '2;1;3;0', '3;2;5;1'), /in a circle/],
    ['an unknown recruiter', sample('6;77;3;1'), /“77”.*not among the respondents/],
    ['seeds only', changed((row) => row.replace(/^(\d);[^;]+/, '$1;seed')), /recruited by another/],
    ['one answer', changed((row) => row.replace(/\d$/, '0')), /the same answer/],
    ['an id twice', sample('5;3;3;0'), /Rows 5 and 6.*“5”/],
    ['another column', file('id;recruiter;size;y', ...rows), /No column is called “d”/],
  ])('gives no share: %s', async (_, table, english) => {
    const ask = ['rds', table, '--outcome', 'y', '--degree', 'd', '--boot', '0']
    for (const method of [
      ['--method', 'rds-i'],
      ['--method', 'rds-ii'],
      ['--population', '1000'],
    ])
      await noNumber([...ask, ...method], english)
  })
})

describe('A respondent-driven sample', () => {
  it('has the degrees it has, with a decimal comma or a point', async () => {
    const rows = ['id;recruiter;d;y', '1;seed;4;1', '2;1;3;0', '3;1;4,5;1', '4;2;2;0', '5;3;3;1']
    const ask = ['--outcome', 'y', '--degree', 'd', '--boot', '0']
    const comma = await asked('en', ['rds', file(...rows), ...ask])
    const point = await asked('en', ['rds', file(...rows.map((row) => row.replace('4,5', '4.5'))), ...ask])
    expect(comma.answer?.status).toBe('ok')
    expect(comma).toEqual(point)
  })
})

describe('A survey that is none', () => {
  const rows = ['1;1,5;a;0', '1;2,5;a;1', '2;1,5;b;0', '3;2,5;b;1']
  const survey = (by: (row: string) => string) => file('c;w;s;y', ...rows.map(by))
  const ask = ['--outcome', 'y', '--weight', 'w', '--cluster', 'c', '--strata', 's']
  it.each([
    ['one cluster in a stratum', survey((row) => row), /Only one cluster was drawn in “a”/],
    ['a weight missing', survey((row) => row.replace(/^2;[^;]+/, '2;')), /no weight \(rows: 3\)/],
    ['a weight of 0', survey((row) => row.replace(/^2;[^;]+/, '2;0')), /Row 3: 0 cannot be a weight/],
    ['a weight of thousands', survey((row) => row.replace('2,5', '1.500')), /Row 2.*“1.500”.*thousands/],
    ['no answers', survey((row) => row.replace(/\d$/, '')), /Too few people: 0|Only one cluster/],
    [
      'answers in words',
      survey((row) => row.replace(/\d$/, 'perhaps')),
      /Row 1, column “y”.*“perhaps”.*--yes/,
    ],
    ['yes as 1 and no as 2', survey((row) => row.replace(/0$/, '2')), /Row 1, column “y”.*“2”.*--yes/],
    ['9 for a refusal', survey((row) => row.replace(/^2(.*)0$/, '2$19')), /Row 3, column “y”.*“9”.*--unsaid/],
    ['another column', file('c;w;s;z', ...rows), /No column is called “y”/],
  ])('gives no share: %s', async (_, table, english) => {
    await noNumber(['survey', table, ...ask], english)
  })

  it('where nobody said yes has an upper limit, and says that nothing varied', async () => {
    const none = survey((row) => row.replace(/\d$/, '0'))
    const { answer } = await asked('en', ['survey', none, '--outcome', 'y', '--weight', 'w'])
    expect(answer).toMatchObject({ status: 'ok', estimate: 0, findings: [{ code: 'no-variation' }] })
  })
})

describe('Tables with headings in four languages, and decimal commas', () => {
  it.each([
    ['group', 'size', 'known'],
    ['groupe', 'taille', 'connu'],
    ['grupo', 'tamaño', 'conocido'],
    ['grupo', 'tamanho', 'conhecido'],
  ])('are read alike: %s, %s, %s', async (...headings) => {
    const sizes = file(headings.join(';'), 'x;1300;1', 'hidden;99;0')
    const answers = file('x;hidden;poids', '1;2;1,5', '0;1;2,5', '3;0;1')
    const ask = ['nsum', answers, '--sizes', sizes, '--population', '100000', '--boot', '0']
    const { answer } = await asked('en', [...ask, '--hidden', 'hidden', '--weight', 'poids'])
    // Reports of the hidden group over reports of the known one, weighted, times its size.
    expect(answer?.estimate).toBeCloseTo((1300 * (2 * 1.5 + 1 * 2.5)) / (1 * 1.5 + 3 * 1), 6)
  })

  it.each([
    ['Police;ONG;count'],
    ['Police;ONG;Effectif'],
    ['Policía;ONG;Número'],
    ['Polícia;ONG;Contagem'],
  ])('are read alike: %s', async (heading) => {
    const { answer } = await asked('en', ['mse', file(heading, '1;0;30', '0;1;20', '1;1;10'), '--boot', '0'])
    expect(answer?.estimate).toBeCloseTo(40 * 3, 6)
  })
})
