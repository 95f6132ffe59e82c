import type { HeadFigure } from './head.ts'
import { otherThanStudy } from './of-study.ts'
import { figureOf } from './say.ts'
import type { EstimateCard, EstimateRow } from './store.ts'
import { viewOf } from './view.ts'

/** An estimate in a list: what it is a figure of, and the figure no more exact than its interval. */
export function cardJson({ head, ...card }: EstimateCard) {
  const { figure, ...meaning } = head
  const { id, study, country, codebook, replaces, replacedBy, reason, made, published } = card
  const { replacedInPublic, replacesInPublic } = card
  return {
    id,
    study,
    country,
    public: card.public,
    published,
    kept: made,
    // Of a correction that waits to be published, or never was, only who may read it is told.
    replaces: card.public ? replacesInPublic : replaces,
    replacedBy: card.public ? replacedInPublic : replacedBy,
    reason,
    differs: card.differs,
    codebookVersion: codebook,
    ...meaning,
    figure: figureJson(figure),
    page: `/estimates/${id}`,
  }
}

function figureJson(figure: HeadFigure) {
  const { method, reason } = figure
  const rounded = figureOf({ figure })
  // Nobody was found in the sample: what is known is an upper limit.
  if (figure.atMost !== undefined) {
    const { value, level } = figure.atMost
    return { status: 'at-most', method, atMost: value, level, intervals: [] }
  }
  if (rounded === null)
    return { status: figure.keptBack ? 'kept-back' : 'no-estimate', method, reason, intervals: [] }
  return {
    status: 'ok',
    method,
    estimate: rounded.value,
    // `high: null` means that there is no upper limit; `kind: null` that it is not said how the interval was made.
    intervals: rounded.intervals,
  }
}

/**
 * One estimate whole. The public has figures rounded and small counts kept back, and no digest of what was kept or
 * read: by trying tables one could be found that has it. Who may run studies in the country has those, and `whole`,
 * exactly what was kept.
 */
export function estimateJson(row: EstimateRow, { whole }: { whole: boolean }) {
  const { kept, check, hash } = row
  const card = {
    ...cardJson(row),
    /** In what it is about something else than its study; why stands under `otherBecause`. */
    otherThanStudy: otherThanStudy({ kept, codebook: row.codebook, study: row.of }),
    ...(whole ? { replaces: row.replaces, replacedBy: row.replacedBy } : {}),
  }
  if (kept.source === 'publication')
    return { ...card, publication: kept.publication, hash, ...(whole ? { whole: kept } : {}) }
  const { result, provenance } = kept
  const { whole: _seen, chosen, ...seen } = viewOf(kept, { whole })
  const { inputDigest: _digest, ...provenanceTold } = provenance
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
    ...(whole
      ? { provenance, computedAgain: check, hash, whole: kept }
      : {
          provenance: provenanceTold,
          computedAgain: check === null ? null : { found: check.found, at: check.at },
        }),
  }
}
