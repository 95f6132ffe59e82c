import { parseArgs } from 'node:util'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { campaignBySlug } from '../coalition/store.ts'
import { countView } from './count-view.ts'
import { recount, settle, talliesOf } from './settle.ts'

export const signingUsage = `tp campaign count SLUG [--check]     how many signed, by both rules, and what does not count and why;
                                     --check counts again from the rows and compares`

/** `tp campaign count SLUG`: the count, and with `--check` whether the rows agree; 1 when they do not, or could not be compared. */
export async function countCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { slug, check, json } = read(argv)
  const campaign = await campaignBySlug(house.db, slug)
  await settle(house.db, campaign.id, { most: Number.MAX_SAFE_INTEGER, wait: true })
  const checked = check ? await recount(house.db, campaign.id) : null
  const view = countView(await talliesOf(house.db, campaign.id), campaign.policy)
  if (json) {
    const { counted, refused, waiting, words } = view
    io.out(
      JSON.stringify(
        {
          campaign: slug,
          policy: campaign.policy,
          counted,
          refused,
          waiting,
          words,
          ...(checked && { checked }),
        },
        null,
        2,
      ),
    )
  } else {
    io.out(`${view.counted[campaign.policy]} count under the rule of the campaign (${campaign.policy})`)
    io.out(`strict ${view.counted.strict}, household ${view.counted.household}`)
    for (const [why, n] of Object.entries(view.refused)) io.out(`${n} do not: ${why}`)
    if (checked !== null)
      io.out(
        !checked.compared
          ? 'Not compared: signatures were changed all the while. Try again in a minute.'
          : checked.differences.length === 0
            ? `Counted again from ${checked.rows} rows: the same`
            : `Counted again from ${checked.rows} rows: ${checked.differences.length} tallies differ`,
      )
    for (const { bucket, tallied, rows } of checked?.differences ?? [])
      io.err(`${bucket}: the tally says ${tallied}, the rows say ${rows}`)
  }
  return checked === null || (checked.compared && checked.differences.length === 0) ? 0 : 1
}

function read(argv: string[]): { slug: string; check: boolean; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { check: { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const [slug, ...more] = positionals
    if (slug === undefined || more.length > 0) throw new Error('One campaign is named')
    return { slug, check: values.check ?? false, json: values.json ?? false }
  } catch (error) {
    throw new WrongUse((error as Error).message, [
      { place: 'tp campaign count', message: signingUsage, remedy: 'See `tp campaign help`.' },
    ])
  }
}
