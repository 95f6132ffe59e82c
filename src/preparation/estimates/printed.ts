/*
 * Estimates as `tp prevalence … --json` prints them, read as they are kept. What is printed holds each finding twice, in
 * words and as a code with values: the codes are kept, and say the same words again in every language.
 */

type Given = Record<string, unknown>
const isGiven = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether something is an estimate as a command prints it. */
const isPrinted = (value: unknown): value is Given =>
  isGiven(value) && Array.isArray(value.findings) && typeof value.method === 'string'

/** One printed estimate as the estimator gave it. */
function fromPrinted({ findings, label: _, truth: _known, ...printed }: Given): Given {
  const all = findings as unknown[]
  const has = printed.status === 'ok'
  return {
    ...printed,
    ...(has ? {} : { reason: all[0] }),
    warnings: has ? all : all.slice(1),
  }
}

/**
 * What was handed over, with printed estimates among `result.estimates` as those they are; all else as it was. One may
 * stand there as it was printed, or under `estimate` with a label beside it.
 */
export function withoutPrint(sent: unknown): unknown {
  if (!isGiven(sent) || !isGiven(sent.result) || !Array.isArray(sent.result.estimates)) return sent
  const estimates = sent.result.estimates.map((each: unknown) => {
    if (isPrinted(each))
      return {
        label: typeof each.label === 'string' ? each.label : each.method,
        estimate: fromPrinted(each),
      }
    return isGiven(each) && isPrinted(each.estimate)
      ? { ...each, estimate: fromPrinted(each.estimate) }
      : each
  })
  return { ...sent, result: { ...sent.result, estimates } }
}

/** Where the list of estimates printed for reading stands in the place of the specification it was made from. */
export function isPrintedSpecification(sent: unknown): boolean {
  return isGiven(sent) && isGiven(sent.result) && Array.isArray(sent.result.specification)
}
