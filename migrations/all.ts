import type { Migration } from 'kysely'
import * as house from './0001-house.ts'
import * as indicators from './0002-indicators.ts'
import * as selection from './0003-selection.ts'
import * as history from './0004-history.ts'
import * as accounts from './0005-accounts.ts'
import * as organisations from './0006-organisations.ts'
import * as protectedPeople from './0007-protected.ts'
import * as answeredOnce from './0008-once.ts'
import * as limits from './0009-limits.ts'
import * as statistics from './0010-statistics.ts'
import * as organisationNames from './0011-organisation-names.ts'
import * as compacts from './0012-compacts.ts'
import * as survivors from './0013-survivors.ts'
import * as documents from './0014-documents.ts'
import * as monitoring from './0016-monitoring.ts'
import * as funding from './0017-funding.ts'
import * as examples from './0018-examples.ts'
import * as studies from './0019-studies.ts'
import * as estimates from './0020-estimates.ts'
import * as capacity from './0021-capacity.ts'
import * as capacityNames from './0022-capacity-names.ts'
import * as budget from './0024-budget.ts'
import * as legislatures from './0025-legislatures.ts'
import * as bills from './0026-bills.ts'
import * as campaigns from './0027-campaigns.ts'
import * as signatures from './0028-signatures.ts'
import * as postcards from './0029-postcards.ts'
import * as meetings from './0030-meetings.ts'
import * as deliveries from './0031-deliveries.ts'
import * as methodologyDocuments from './0032-methodology-documents.ts'
import * as consultations from './0033-consultations.ts'
import * as decisions from './0034-decisions.ts'
import * as withdrawnFigures from './0035-withdrawn-figures.ts'

/**
 * Every change of the database, oldest first by name. Forward only: a change that
 * has been released is never edited, a new one follows it. Portable SQL only
 * (docs/decisions/0001-embedded-postgresql.md).
 */
export const migrations: Record<string, Migration> = {
  '0001-house': house,
  '0002-indicators': indicators,
  '0003-selection': selection,
  '0004-history': history,
  '0005-accounts': accounts,
  '0006-organisations': organisations,
  '0007-protected': protectedPeople,
  '0008-once': answeredOnce,
  '0009-limits': limits,
  '0010-statistics': statistics,
  '0011-organisation-names': organisationNames,
  '0012-compacts': compacts,
  '0013-survivors': survivors,
  '0014-documents': documents,
  '0016-monitoring': monitoring,
  '0017-funding': funding,
  '0018-examples': examples,
  '0019-studies': studies,
  '0020-estimates': estimates,
  '0021-capacity': capacity,
  '0022-capacity-names': capacityNames,
  '0024-budget': budget,
  '0025-legislatures': legislatures,
  '0026-bills': bills,
  '0027-campaigns': campaigns,
  '0028-signatures': signatures,
  '0029-postcards': postcards,
  '0030-meetings': meetings,
  '0031-deliveries': deliveries,
  '0032-methodology-documents': methodologyDocuments,
  '0033-consultations': consultations,
  '0034-decisions': decisions,
  '0035-withdrawn-figures': withdrawnFigures,
}
