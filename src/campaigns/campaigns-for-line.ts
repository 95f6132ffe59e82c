import type { AroundBudget } from '../budget/routes.tsx'
import type { House } from '../house/house.ts'
import { campaignsThatAsk } from './coalition/store.ts'

const MILLION = 100_000_000

/** Public campaigns that ask for a line of the budget, as its page tells them: in the reader’s language where they speak it. */
export const campaignsForLine =
  ({ db }: Pick<House, 'db'>): NonNullable<AroundBudget['campaignsFor']> =>
  async ({ language }, line) =>
    (await campaignsThatAsk(db, { line })).flatMap(({ campaign, ask }) => {
      const spoken = [language, ...campaign.languages].find((each) => campaign.words[each] !== undefined)
      const words = spoken === undefined ? undefined : campaign.words[spoken]
      if (spoken === undefined || words === undefined || ask.target.kind !== 'budget line') return []
      const { fiscalYear, usdMillions } = ask.target
      return [
        {
          title: words.title,
          language: spoken,
          path: `/campaigns/${campaign.slug}`,
          by: campaign.organisation.name,
          fiscalYear,
          minor: usdMillions === null ? null : Math.round(usdMillions * MILLION),
        },
      ]
    })
