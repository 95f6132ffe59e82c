import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { House } from '../../house/house.ts'
import { projectRoot } from '../../house/settings.ts'
import { listSources } from '../../indicators/store.ts'
import { type Assets, renderPage } from '../../ui/page.tsx'
import { mayRun } from '../studies/desk.ts'
import { listCodebooks, listStudies } from '../studies/store.ts'
import { WorkbenchPage } from './pages/workbench-page.tsx'
import type { SaveFacts } from './save-facts.ts'

/** The page of the workbench. There is no address to which a table could be sent. */
export const workbenchRoutes =
  (house: House, assets: Assets): FastifyPluginAsyncTypebox =>
  async (http) => {
    http.get(
      '/workbench',
      { config: { public: true, may: 'read what is public' } },
      async ({ language, url }, reply) =>
        reply.html(
          renderPage(
            <WorkbenchPage
              language={language}
              path={url}
              assets={assets}
              sources={await listSources(house.db)}
            />,
          ),
        ),
    )

    // Fetched by the page when somebody wants to save, and not before.
    http.get(
      '/api/v1/workbench',
      {
        config: { may: 'read what is public' },
        schema: {
          summary: 'Studies to which you may save an estimate',
          description:
            'Whether you are signed in, the studies you may run with what each says of its figures, and frozen ' +
            'versions of codebooks. Estimates are saved with POST /api/v1/studies/{id}/estimates.',
          tags: ['studies'],
        },
      },
      async ({ person }, reply) => {
        reply.header('cache-control', 'no-store')
        return await saveFacts(house, person)
      },
    )
  }

async function saveFacts({ db }: House, person: FastifyRequest['person']): Promise<SaveFacts> {
  if (person === null) return { signedIn: false, version: ownVersion(), studies: [], codebooks: [] }
  const studies = (await listStudies(db)).filter(({ country }) => mayRun(person, country))
  const codebooks = studies.length === 0 ? [] : await listCodebooks(db, { drafts: false })
  return {
    signedIn: true,
    version: ownVersion(),
    studies: studies.map(({ id, country, codebook, facts }) => ({
      id,
      country,
      title: facts.title,
      codebook: codebook?.state === 'frozen' ? codebook.id : null,
      unit: facts.unit,
      stockOrFlow: facts.stockOrFlow,
      periodFrom: facts.period.from,
      periodTo: facts.period.to,
      base: facts.base.words,
      baseNumber: facts.base.number,
      baseUnknown: facts.base.unknownBecause,
      place: facts.place.wholeCountry === false ? facts.place.words : null,
    })),
    codebooks: codebooks.map(({ id, title, version }) => ({ id, name: `${title}, ${version}` })),
  }
}

function ownVersion(): string {
  const said = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    version?: unknown
  }
  return String(said.version ?? '0')
}
