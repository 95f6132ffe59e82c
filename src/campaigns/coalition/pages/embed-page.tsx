import { renderToStaticMarkup } from 'react-dom/server'
import { formatDay, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import type { PageContext } from '../../../ui/page-context.ts'
import type { CampaignFigures } from '../panels.ts'
import { type Campaign, wordsFor } from '../schema.ts'
import { words } from '../words/words.ts'
import { campaignPath, inTongue, linesOf, titleOf } from './frame.tsx'

/**
 * A campaign in a frame of somebody else’s page: what it is, how far it has come, and a link that leads here in a
 * window of its own. No form and no button of ours, so that there is nothing a page laid over it could make people press.
 */
export function embedPage({
  context: { language, assets },
  campaign,
  figures,
  open,
}: {
  context: PageContext
  campaign: Campaign
  figures: Partial<CampaignFigures>
  open: boolean
}): string {
  const say = speak(words, language)
  const told = wordsFor(campaign.words, language, campaign.languages)
  const title = titleOf(campaign, language)
  const [first] = linesOf(told?.words.story ?? '')
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body className="campaign-frame">
        <main>
          <p className="note">{say('embed.led', { name: campaign.organisation.name })}</p>
          <h1 {...(told === null ? {} : inTongue(told.language, language))}>{title}</h1>
          {first === undefined || told === null ? null : (
            <p className="prose" {...inTongue(told.language, language)}>
              {first}
            </p>
          )}
          {figures.counted === undefined ? null : (
            <p className="campaign-count">{say('list.counted', { count: figures.counted })}</p>
          )}
          {campaign.goal === null ? null : (
            <p className="note">{say('embed.goal', { goal: formatNumber(language, campaign.goal) })}</p>
          )}
          {campaign.asOf === null ? null : (
            <p className="note">{say('one.speaks of', { day: formatDay(language, campaign.asOf) })}</p>
          )}
          <p>
            <a
              className="button button-first"
              href={campaignPath(language, campaign.slug)}
              target="_blank"
              rel="noopener"
            >
              {say(open ? 'embed.take part' : 'embed.read')}
            </a>
          </p>
          <p className="note">
            <a href={pathIn(language, '/')} target="_blank" rel="noopener">
              TIPping Point
            </a>
          </p>
        </main>
      </body>
    </html>,
  )}`
}
