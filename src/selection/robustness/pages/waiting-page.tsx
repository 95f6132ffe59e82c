import { Button, ButtonLink, Buttons } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { useWords } from '../../../ui/voice.tsx'
import RunsProgress from '../../islands/runs-progress.tsx'
import { assessmentPath } from '../../pages/view.ts'
import type { Job } from '../desk.ts'
import { robustnessWords } from '../words.ts'
import { RobustnessFrame, type RobustnessView } from './robustness-page.tsx'

/** Said while the runs are made: how far, how to look again, how to stop. */
export function WaitingPage({ view, job, waits }: { view: RobustnessView; job: Job; waits: number }) {
  return (
    <RobustnessFrame view={view}>
      <Waiting view={view} job={job} waits={waits} />
    </RobustnessFrame>
  )
}

function Waiting({ view, job, waits }: { view: RobustnessView; job: Job; waits: number }) {
  const say = useWords(robustnessWords)
  const { asked, assessment, context } = view
  const query = `replications=${asked.replications}&seed=${asked.seed}`
  const here = pathIn(context.language, `${assessmentPath(assessment.id)}/robustness`)
  return (
    <Section title={say('wait.title')} note={job.queued ? say('wait.queued') : undefined}>
      <Island
        of={RunsProgress}
        name="selection/runs-progress"
        with={{
          address: `/api/v1/assessments/${assessment.id}/robustness?${query}&wait=0`,
          here: `${here}?${query}`,
          share: job.share,
        }}
      />
      <Buttons>
        <ButtonLink first href={`${here}?${query}&wait=${waits}`}>
          {say('wait.look')}
        </ButtonLink>
      </Buttons>
      <p className="note">{say('wait.note', { seconds: waits })}</p>
      <form className="form" method="post" action={`${here}/stop`}>
        <input type="hidden" name="ticket" value={job.ticket} />
        <input type="hidden" name="replications" value={asked.replications} />
        <input type="hidden" name="seed" value={asked.seed} />
        <Button>{say('wait.cancel')}</Button>
      </form>
    </Section>
  )
}

/** Said after they were stopped. */
export function StoppedPage({ view }: { view: RobustnessView }) {
  const { asked, assessment, context } = view
  const here = pathIn(context.language, `${assessmentPath(assessment.id)}/robustness`)
  return (
    <RobustnessFrame view={view}>
      <Stopped here={`${here}?replications=${asked.replications}&seed=${asked.seed}`} />
    </RobustnessFrame>
  )
}

function Stopped({ here }: { here: string }) {
  const say = useWords(robustnessWords)
  return (
    <Section>
      <p className="sentence">{say('wait.stopped')}</p>
      <Buttons>
        <ButtonLink first href={here}>
          {say('wait.again')}
        </ButtonLink>
      </Buttons>
    </Section>
  )
}
