import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { ContextId } from '../../../shared/domain/primitives';
import type { SetupProgress } from '../../../shared/domain/setup/progress';
import { isEqual } from '../../../shared/lib/equal';
import { useGo, useView } from '../../store/page';
import { EmptyState } from '../../ui/empty-state';
import { Screen } from '../../ui/screen';
import screen from '../../ui/screen.module.css';
import { Exports } from './exports';
import { Found } from './found';
import { OldQueues } from './old-queues';
import { PlanTable } from './plan-table';
import { Remove } from './remove';
import { Report } from './report';
import classes from './setup-screen.module.css';
import { type Setup, useSetup } from './use-setup';

/** Connecting an account: what is there, what would be made, made, checked, and removed again. Nothing happens without its preview. */
export function SetupScreen({ contextId }: { contextId: string }): ReactNode {
  const go = useGo();
  const context = useView((view) => view.contexts[contextId], undefined);
  const back = (
    <Button size="xs" variant="default" leftSection={<IconArrowLeft size={16} />} onClick={() => go({ screen: 'sources' })}>
      Sources and accounts
    </Button>
  );
  return (
    <Screen title={context === undefined ? 'Connect an account' : `Connect ${context.name}`} tools={back}>
      <div className={screen.scroll}>
        {context === undefined ? (
          <EmptyState text="This account is not being watched." next="Choose one under Sources and accounts." />
        ) : (
          <Connect key={contextId} contextId={ContextId.parse(contextId)} name={context.name} />
        )}
      </div>
    </Screen>
  );
}

function Connect({ contextId, name }: { contextId: ContextId; name: string }): ReactNode {
  const setup = useSetup(contextId, name);
  const { survey, problem } = setup;
  if (problem !== null && survey === null)
    return <EmptyState text={problem} action={<Button onClick={() => void setup.look()}>Look again</Button>} />;
  return survey === null ? <Loading /> : <Connected contextId={contextId} name={name} setup={setup} survey={survey} />;
}

interface ConnectedProps {
  readonly contextId: ContextId;
  readonly name: string;
  readonly setup: Setup;
  readonly survey: SetupSurvey;
}

function Connected({ contextId, name, setup, survey }: ConnectedProps): ReactNode {
  const [wishes, setWishes] = useState(survey.wishes);
  const isChanged = !isEqual(wishes, survey.wishes);
  return (
    <div className={classes.page}>
      {setup.busy === null ? <Unfinished progress={survey.progress} /> : null}
      <Found
        survey={survey}
        busy={setup.busy !== null}
        wishes={wishes}
        isChanged={isChanged}
        onWishes={setWishes}
        onPreview={() => void setup.preview(wishes)}
      />
      <Plan setup={setup} survey={survey} isChanged={isChanged} contextId={contextId} name={name} />
      <OldQueues survey={survey} busy={setup.busy !== null} onRemove={(queue) => void setup.removeOld(queue)} />
    </div>
  );
}

/** A set-up that did not come to its end: what became of it, and how it goes on. */
function Unfinished({ progress }: { progress: SetupProgress | null }): ReactNode {
  if (progress === null || (progress.endedAt !== null && progress.outcome !== 'cancelled')) return null;
  const { action, actor, steps, endedAt } = progress;
  const done = steps.filter(({ outcome }) => outcome !== null).length;
  return (
    <p className={classes.warning} role="status">
      The last {action === 'apply' ? 'set-up' : 'removal'}, begun by {actor}, was {endedAt === null ? 'interrupted' : 'cancelled'}{' '}
      after {done} of {steps.length} parts.{' '}
      {action === 'apply' ? 'Make the changes below to go on.' : 'Remove once more to go on.'}
    </p>
  );
}

function Plan({ setup, survey, isChanged, contextId, name }: ConnectedProps & { readonly isChanged: boolean }): ReactNode {
  const [exported, setExported] = useState(false);
  const { busy } = setup;
  const renamed = survey.reads.filter(({ inUse }) => !inUse).length;
  const due = survey.plan.filter(({ state }) => state !== 'exists' && state !== 'clash').length + renamed;
  const isConnected = survey.plan.some(({ state }) => state === 'exists' || state === 'change' || state === 'remove');
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.heading}>What would be done</h2>
        <Button
          size="xs"
          disabled={due === 0 || busy !== null || isChanged}
          loading={busy === 'apply'}
          onClick={() => void setup.apply()}
        >
          {isChanged ? 'Preview first' : due === 0 ? 'Nothing to do' : `Make ${due} ${due === 1 ? 'change' : 'changes'}`}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!isConnected || busy !== null}
          loading={busy === 'verify'}
          onClick={() => void setup.verify()}
        >
          Verify
        </Button>
        <Button size="xs" variant="default" onClick={() => setExported(true)}>
          Export
        </Button>
        {busy === 'look' || busy === null ? null : (
          <Button size="xs" variant="default" loading={setup.isEnding} onClick={() => void setup.cancel()}>
            Cancel
          </Button>
        )}
        <Remove name={name} disabled={busy !== null} busy={busy === 'remove'} onRemove={() => void setup.remove()} />
      </div>
      {setup.report === null ? null : <Report report={setup.report} />}
      <PlanTable plan={survey.plan} home={survey.discovered.place} progress={busy === null ? null : setup.progress} />
      {survey.unread.map(({ message }) => (
        <p key={message} className={classes.warning}>
          {message}
        </p>
      ))}
      <Exports contextId={contextId} survey={survey} opened={exported} onClose={() => setExported(false)} />
    </section>
  );
}

function Loading(): ReactNode {
  return (
    <div className={classes.page} aria-busy="true">
      <p className={classes.note}>Looking at the account. Nothing is changed by that.</p>
      <Skeleton height={120} />
      <Skeleton height={280} />
    </div>
  );
}
