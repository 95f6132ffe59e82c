import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The long ones first, so that neither worker ends with one of them alone. Everything else goes
 * in the order of Vitest: what it measured here before, or else the size of the file.
 */
const long = [
  'test/pages.test.ts',
  'src/house/backup/drill.test.ts',
  'test/commands.test.ts',
  'test/two-processes.test.ts',
  'src/house/postgres.test.ts',
  'test/who-may.test.ts',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((file) => moduleId.endsWith(`/${file}`))
      return at === -1 ? long.length : at
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    globalSetup: ['test/support/database-server.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // Real servers, real browsers: slow machines get time, a hang still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    // Files share the modules of their worker: loading and warming the house for each of them takes as long as
    // the tests. It holds because modules keep nothing but what is reckoned once: database, clock, chance and
    // settings are handed in. A file that replaces modules or globals must put them back.
    isolate: false,
    sequence: { sequencer: LongFirst },
  },
})
