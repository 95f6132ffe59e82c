import type { HeadFigure } from './head.ts'
import type { EstimateCard, EstimateRow } from './store.ts'
import { roundedFigure, viewOf } from './view.ts'

/** An estimate in a list: what it is a figure of, and the figure no more exact than its interval. */
export function cardJson({ head, ...card }: EstimateCard) {
  const { figure, ...meaning } = head
  const { id, study, country, codebook, replaces, replacedBy, reason, made, published } = card
  return {
    id,
    study,
    country,
    public: card.public,
    published,
    kept: made,
    replaces,
    // Of a correction that waits to be published only who may read it is told.
    replacedBy: card.public && !card.replacedInPublic ? null : replacedBy,
    reason,
    differs: card.differs,
    codebookVersion: codebook,
    ...meaning,
    figure: figureJson(figure),
    page: `/estimates/${id}`,
  }
}

function figureJson({ method, value, reason, intervals }: HeadFigure) {
  if (value === null) return { status: 'no-estimate', method, reason, intervals: [] }
  const rounded = roundedFigure(value, intervals)
  return {
    status: 'ok',
    method,
    estimate: rounded.value,
    // `high: null` means that there is no upper limit; `kind: null` that it is not said how the interval was made.
    intervals: rounded.intervals,
  }
}

/**
 * One estimate whole. The public has figures rounded and small counts kept back; who may run studies in the country
 * also has `whole`, exactly what was kept.
 */
export function estimateJson(row: EstimateRow, { whole }: { whole: boolean }) {
  const { kept, check, hash } = row
  const card = { ...cardJson(row), ...(whole ? { replacedBy: row.replacedBy } : {}) }
  if (kept.source === 'publication')
    return { ...card, publication: kept.publication, hash, ...(whole ? { whole: kept } : {}) }
  const { result, provenance } = kept
  const { whole: _seen, chosen, ...seen } = viewOf(kept, { whole })
  return {
    ...card,
    result: {
      design: result.design,
      /** A label of the table of methods, or a place among the estimates. */
      chosen: result.chosen,
      why: result.why,
      estimate: chosen,
      ...(result.design === 'lists' ? {} : { settings: result.settings }),
      ...seen,
    },
    wouldChange: kept.wouldChange ?? null,
    provenance,
    computedAgain: check,
    hash,
    ...(whole ? { whole: kept } : {}),
  }
}
