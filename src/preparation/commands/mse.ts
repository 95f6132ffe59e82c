import { decomposableGraphEstimate } from '../../estimators/bayes/decomposable.ts'
import { latentClassEstimate } from '../../estimators/bayes/latent-class.ts'
import { thresholdEstimate } from '../../estimators/bayes/threshold.ts'
import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import { bicEstimate } from '../../estimators/lists/bic-bootstrap.ts'
import { type ChaoForm, chao, chaoForms } from '../../estimators/lists/chao.ts'
import { independenceEstimate, modelEstimate, stepwiseEstimate } from '../../estimators/lists/log-linear.ts'
import { readModel } from '../../estimators/lists/notation.ts'
import { type OverlapTable, readOverlapTable } from '../../estimators/lists/overlap-table.ts'
import { profileEstimate } from '../../estimators/lists/profile.ts'
import { averagedEstimate } from '../../estimators/lists/specification.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import {
  choiceOf,
  common,
  fileOf,
  needed,
  numberOf,
  readAsked,
  refuseUnused,
  tableIn,
  warnOfChance,
  wholeOf,
  within,
} from './asked.ts'
import { carryOut } from './long-run.ts'
import { answer } from './print.ts'
import { AskedWrongly } from './said.ts'

type Asked = {
  seed: number
  resamples: number
  threshold: number | undefined
  order: number | undefined
  maxMissing: number | undefined
  model: string | undefined
  form: ChaoForm | undefined
}

/** Each method by the name it has on the command line. */
const methods: Record<string, (table: OverlapTable, asked: Asked) => Run<Estimate>> = {
  independence: (table) => independenceEstimate(table),
  model: (table, { model }) =>
    modelEstimate(table, readModel(needed('--model', model, 'model'), table.lists)),
  profile: (table, { model }) =>
    profileEstimate(table, readModel(needed('--model', model, 'model'), table.lists)),
  stepwise: (table, { seed, resamples, threshold }) =>
    stepwiseEstimate(table, { seed, resamples, ...given({ threshold }) }),
  bic: (table, { seed, resamples, order }) => bicEstimate(table, { seed, resamples, ...given({ order }) }),
  average: (table, { order }) => averagedEstimate(table, given({ order })),
  dga: (table, { maxMissing }) => decomposableGraphEstimate(table, given({ maxMissing })),
  lcmcr: (table, { seed }) => latentClassEstimate(table, { seed }),
  threshold: (table, { seed, order, threshold }) =>
    thresholdEstimate(table, { seed, ...given({ order, threshold }) }),
  chao: (table, { form }) => once(() => chao(table, given({ form }))),
}

/** Settings of some methods only: with another they would do nothing, and are refused. */
const onlyFor = {
  order: ['bic', 'average', 'threshold'],
  model: ['model', 'profile'],
  threshold: ['stepwise', 'threshold'],
  'max-missing': ['dga'],
  form: ['chao'],
} satisfies Record<string, readonly string[]>

/** Methods that resample the table, and those that draw chains from a posterior. */
const resampling = ['stepwise', 'bic']
const chains = ['lcmcr', 'threshold']

export const methodNames = Object.keys(methods)

/** Only the settings that were given; the others are left to the method. */
function given<T extends Record<string, unknown>>(settings: T) {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}

function* once<T>(act: () => T): Run<T> {
  yield { done: 0, total: 1 }
  return act()
}

/** `tp prevalence mse TABLE.csv --method M`. */
export async function mseCommand(argv: string[], io: Io): Promise<ExitCode> {
  const {
    values,
    positionals,
    given: flags,
  } = readAsked(argv, {
    ...common,
    method: { type: 'string', default: 'stepwise' },
    model: { type: 'string' },
    order: { type: 'string' },
    threshold: { type: 'string' },
    boot: { type: 'string', default: '1000' },
    'max-missing': { type: 'string' },
    form: { type: 'string' },
  })
  const method = methods[choiceOf('--method', values.method, methodNames)] as (typeof methods)[string]
  const optional = <T>(text: string | undefined, read: (text: string) => T) =>
    text === undefined ? undefined : read(text)
  const asked: Asked = {
    seed: wholeOf('--seed', values.seed, 0),
    resamples: wholeOf('--boot', values.boot, 0, 1_000_000),
    threshold: optional(values.threshold, (text) => numberOf('--threshold', text, 0, 100)),
    order: optional(values.order, (text) => wholeOf('--order', text, 1, 10)),
    maxMissing: optional(values['max-missing'], (text) => wholeOf('--max-missing', text, 1)),
    model: values.model,
    form: optional(values.form, (text) => choiceOf('--form', text, chaoForms)),
  }
  if (values.method === 'stepwise' && asked.threshold !== undefined && asked.threshold > 1)
    throw new AskedWrongly('mse.threshold', { text: String(asked.threshold) }, '--threshold')
  const what = `--method ${values.method}`
  for (const [flag, takenBy] of Object.entries(onlyFor))
    if (!takenBy.includes(values.method))
      refuseUnused(flags, [flag], { beside: what, known: takenBy.join(', ') })
  const draws = resampling.includes(values.method)
    ? 'resamples'
    : chains.includes(values.method)
      ? 'otherwise'
      : 'nothing'
  warnOfChance(flags, { draws, what, resamples: asked.resamples }, io)
  const file = fileOf(positionals)
  const table = await overlapTableIn(file, io)
  const most = table.table.lists.length - 1
  if (values.method !== 'threshold' && asked.order !== undefined && asked.order > most)
    throw new AskedWrongly('mse.order', { text: String(asked.order), lists: most + 1, most }, '--order')
  const estimate = await carryOut(file, io, () => method(table.table, asked))
  answer({ ...estimate, warnings: [...table.readingFindings, ...estimate.warnings] }, values.json, io)
  return 0
}

/** The table of overlaps in a file; what was odd in reading it stands apart from what is odd about the table itself. */
export async function overlapTableIn(file: string, io: Io) {
  const { columns, rows } = await tableIn(file, io.language)
  const { table, findings } = within(file, io.language, () => readOverlapTable(columns, rows))
  const readingFindings: Finding[] = findings.filter(({ code }) => code === 'unseen-row-left-out')
  if (table.counts.every((count) => count <= 1))
    readingFindings.push({ code: 'counts-like-a-list', column: columns.at(-1) as string })
  return { table, readingFindings }
}
