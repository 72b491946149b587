import { Button, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { ContextId } from '../../../shared/domain/primitives';
import type { SetupProgress } from '../../../shared/domain/setup/progress';
import { isEqual } from '../../../shared/lib/equal';
import { type TextKey, t } from '../../language/language';
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
      {t('setup.screen')}
    </Button>
  );
  return (
    <Screen title={context === undefined ? t('setup.connect') : t('setup.connectOne', { name: context.name })} tools={back}>
      <div className={screen.scroll}>
        {context === undefined ? (
          <EmptyState text={t('setup.notWatched')} next={t('setup.chooseOne')} />
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
    return <EmptyState text={problem} action={<Button onClick={() => void setup.look()}>{t('setup.lookAgain')}</Button>} />;
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
      {t(unfinishedKey(action === 'apply', endedAt === null), { actor, done, all: steps.length })}
    </p>
  );
}

function unfinishedKey(isApplied: boolean, isBroken: boolean): TextKey {
  if (isApplied) return isBroken ? 'setup.applyBroken' : 'setup.applyCancelled';
  return isBroken ? 'setup.removeBroken' : 'setup.removeCancelled';
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
        <h2 className={classes.heading}>{t('setup.whatWouldBeDone')}</h2>
        <Button
          size="xs"
          disabled={due === 0 || busy !== null || isChanged}
          loading={busy === 'apply'}
          onClick={() => void setup.apply()}
        >
          {isChanged ? t('setup.previewFirst') : due === 0 ? t('setup.nothingToDo') : t('setup.make', { count: due })}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!isConnected || busy !== null}
          loading={busy === 'verify'}
          onClick={() => void setup.verify()}
        >
          {t('setup.verify')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setExported(true)}>
          {t('setup.export')}
        </Button>
        {busy === 'look' || busy === null ? null : (
          <Button size="xs" variant="default" loading={setup.isEnding} onClick={() => void setup.cancel()}>
            {t('common.cancel')}
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
      <p className={classes.note}>{t('setup.looking')}</p>
      <Skeleton height={120} />
      <Skeleton height={280} />
    </div>
  );
}
