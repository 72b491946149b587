import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident } from '../../../../shared/domain/alerting/incident';
import type { Branch, CheckResult, RunbookRun, RunStepView } from '../../../../shared/domain/alerting/runbooks/runbook';
import { t } from '../../../language/language';
import { isRunning } from '../../../store/incidents';
import { useNowMs } from '../../../store/page';
import { useCommand } from '../../../store/use-command';
import { formatDuration } from '../../../ui/format';
import { Scroll } from '../../../ui/scroll';
import { StateMark } from '../../../ui/state-mark';
import { Ago, ClockTime } from '../../../ui/time';
import type { Spoken } from '../../../ui/tone';
import { Prose } from './prose';
import classes from './runbook.module.css';

interface Props {
  readonly step: RunStepView;
  readonly run: RunbookRun;
  readonly incident: Incident;
}

/** One step: what to do, whether it holds already, what to copy, where it leads; and what somebody made of it. */
export function RunbookStep({ step, run, incident }: Props): ReactNode {
  const isNext = run.isStarted && run.next === step.step;
  const [opened, setOpened] = useState(false);
  const shown = isNext || opened || !run.isStarted;
  return (
    <li className={classes.step} data-next={isNext || undefined} aria-current={isNext ? 'step' : undefined}>
      <div className={classes.stepHead}>
        <span className={classes.place}>{step.step + 1}</span>
        <button type="button" className={classes.stepTitle} aria-expanded={shown} onClick={() => setOpened(!opened)}>
          {step.title}
        </button>
        {step.check === null ? null : <CheckMark result={step.check.result} done={step.done} />}
        {step.dueAt === null ? (
          step.minutes === null ? null : (
            <span className={classes.dim}>{t('incidents.timeLimit', { n: step.minutes })}</span>
          )
        ) : (
          <Limit at={step.dueAt} />
        )}
        <Outcome step={step} />
      </div>
      {shown ? (
        <div className={classes.stepBody}>
          <Prose text={step.text} />
          {step.check === null ? null : (
            <p className={classes.check}>
              <b>{step.check.says}</b> {step.check.result.text}
              {step.check.result.at === null ? null : (
                <span className={classes.dim}>
                  {' '}
                  (<Ago at={step.check.result.at} />)
                </span>
              )}
            </p>
          )}
          {step.commands.map((command) => (
            <Command key={command.text} command={command} />
          ))}
          <Branches step={step} />
          {run.isStarted && isRunning(incident) && (isNext || opened) ? <Record step={step} incident={incident} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** Once somebody dealt with the step it is only said, quietly, where its check does not hold all the same; what was done is what counts. */
function CheckMark({ result, done }: { result: CheckResult; done: RunStepView['done'] }): ReactNode {
  if (done === null) return <StateMark spoken={ofCheck(result)} />;
  if (result.state !== 'fails') return null;
  return (
    <span className={classes.dim}>
      {t('incidents.check:still')}
      {result.at === null ? null : (
        <>
          {' '}
          (<Ago at={result.at} />)
        </>
      )}
    </span>
  );
}

function ofCheck({ state }: CheckResult): Spoken {
  switch (state) {
    case 'passes':
      return { tone: 'succeeded', word: t('incidents.check:passes') };
    case 'fails':
      return { tone: 'failed', word: t('incidents.check:fails') };
    case 'unknown':
      return { tone: 'unknown', word: t('incidents.check:unknown') };
  }
}

function Outcome({ step: { done } }: { step: RunStepView }): ReactNode {
  if (done === null) return null;
  const tone = done.outcome === 'done' ? 'succeeded' : done.outcome === 'failed' ? 'failed' : 'cancelled';
  return (
    <span className={classes.outcome}>
      <StateMark spoken={{ tone, word: t(`incidents.outcome:${done.outcome}`) }} />
      <span className={classes.dim}>
        {actorName(done.by)} <ClockTime at={done.at} />
        {done.note === null ? null : <q>{done.note}</q>}
      </span>
    </span>
  );
}

function Limit({ at }: { at: string }): ReactNode {
  const leftMs = Date.parse(at) - useNowMs();
  return (
    <span className={leftMs <= 0 ? classes.late : classes.dim}>
      {leftMs <= 0
        ? t('incidents.overBy', { time: formatDuration(-leftMs) })
        : t('incidents.timeLeft', { time: formatDuration(leftMs) })}
    </span>
  );
}

function Command({ command }: { command: RunStepView['commands'][number] }): ReactNode {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <div className={classes.command}>
      <Scroll as="pre">{command.text}</Scroll>
      <Button size="compact-xs" variant="default" onClick={() => clipboard.copy(command.text)}>
        {clipboard.copied ? t('ui.copied') : t('incidents.copyCommand')}
      </Button>
      {command.missing.length === 0 ? null : (
        <p className={classes.late}>{t('incidents.fillIn', { names: command.missing.join(', ') })}</p>
      )}
    </div>
  );
}

function Branches({ step: { ifFails, ifPasses } }: { step: RunStepView }): ReactNode {
  if (ifFails === null && ifPasses === null) return null;
  return (
    <p className={classes.dim}>
      {ifPasses === null ? null : t('incidents.ifPasses', { to: whereTo(ifPasses) })}{' '}
      {ifFails === null ? null : t('incidents.ifFails', { to: whereTo(ifFails) })}
    </p>
  );
}

function whereTo(branch: Branch): string {
  return branch === 'end' ? t('incidents.theEnd') : t('incidents.stepNumber', { n: branch + 1 });
}

const outcomes = ['done', 'skipped', 'failed'] as const;

function Record({ step, incident }: { step: RunStepView; incident: Incident }): ReactNode {
  const command = useCommand();
  const [note, setNote] = useState('');
  const record = async (outcome: (typeof outcomes)[number]): Promise<void> => {
    const done = await command(t('incidents.doStep', { n: step.step + 1, number: incident.number }), ({ runbooks }) =>
      runbooks.step({
        incidentId: incident.incidentId,
        step: step.step,
        outcome,
        ...(note.trim() === '' ? {} : { note: note.trim() }),
      }),
    );
    if (done.ok) setNote('');
  };
  return (
    <div className={classes.record}>
      <TextInput
        size="xs"
        className={classes.grow}
        aria-label={t('incidents.stepNote', { n: step.step + 1 })}
        placeholder={t('incidents.whatYouFound')}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {outcomes.map((outcome) => (
        <Button
          key={outcome}
          size="compact-sm"
          variant={outcome === 'done' ? 'filled' : 'default'}
          onClick={() => void record(outcome)}
        >
          {t(`incidents.mark:${outcome}`)}
        </Button>
      ))}
    </div>
  );
}
