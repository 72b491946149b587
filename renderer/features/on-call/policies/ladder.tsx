import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EscalationPolicy } from '../../../../shared/domain/alerting/on-call/policy';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { t } from '../../../language/language';
import type { Problems } from '../../../store/refusal';
import editing from '../../../ui/editing/editing.module.css';
import { formatDuration } from '../../../ui/format';
import classes from './ladder.module.css';
import { type ChannelChoice, TargetSelect } from './target-select';

type Step = EscalationPolicy['steps'][number];

interface LadderProps {
  readonly policy: EscalationPolicy;
  readonly settings: OnCallSettings;
  readonly channels: readonly ChannelChoice[];
  readonly problems: Problems;
  readonly readOnly: boolean;
  readonly onChange: (steps: Step[]) => void;
}

/** The steps, top to bottom in the order in which they are taken, with the time since the incident opened. */
export function Ladder({ policy, settings, channels, problems, readOnly, onChange }: LadderProps): ReactNode {
  const { steps } = policy;
  const set = (index: number, change: Partial<Step>): void =>
    onChange(steps.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <>
      <ol className={classes.ladder}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
          <li key={index} className={classes.step}>
            <span className={classes.number} aria-hidden="true">
              {index + 1}
            </span>
            <div className={editing.card}>
              <div className={editing.sectionHead}>
                <h3 className={editing.legend}>{t('onCall.step', { number: index + 1 })}</h3>
                <span className={editing.dim}>{momentWords(steps, index)}</span>
                <span className={editing.space} />
                <Movers steps={steps} index={index} readOnly={readOnly} onChange={onChange} />
              </div>
              <div className={classes.fields}>
                <NumberInput
                  size="xs"
                  min={0}
                  max={1440}
                  suffix=" min"
                  label={index === 0 ? t('onCall.afterOpening') : t('onCall.afterStepBefore')}
                  value={step.delayMinutes}
                  disabled={readOnly}
                  error={problems[`steps[${index}].delayMinutes`]}
                  onChange={(value) => set(index, { delayMinutes: Number(value) })}
                />
                <TargetSelect
                  label={t('onCall.asks')}
                  targets={step.targets}
                  settings={settings}
                  channels={channels}
                  error={problems[`steps[${index}].targets`]}
                  disabled={readOnly}
                  onChange={(targets) => set(index, { targets })}
                />
                <Select
                  size="xs"
                  label={t('onCall.howHard')}
                  allowDeselect={false}
                  data={(['default', 'important'] as const).map((value) => ({ value, label: t(`onCall.grade:${value}`) }))}
                  value={step.grade}
                  disabled={readOnly}
                  onChange={(grade) => set(index, { grade: grade === 'important' ? grade : 'default' })}
                />
              </div>
            </div>
          </li>
        ))}
      </ol>
      {problems.steps === undefined ? null : <p className={editing.failed}>{problems.steps}</p>}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={readOnly || steps.length >= 20}
          onClick={() => onChange([...steps, { delayMinutes: steps.length === 0 ? 0 : 10, targets: [], grade: 'default' }])}
        >
          {t('onCall.addStep')}
        </Button>
      </div>
    </>
  );
}

interface MoversProps {
  readonly steps: readonly Step[];
  readonly index: number;
  readonly readOnly: boolean;
  readonly onChange: (steps: Step[]) => void;
}

function Movers({ steps, index, readOnly, onChange }: MoversProps): ReactNode {
  const number = index + 1;
  const swap = (other: number): void => {
    const one = steps[index];
    const two = steps[other];
    if (one === undefined || two === undefined) return;
    onChange(steps.map((step, at) => (at === index ? two : at === other ? one : step)));
  };
  const tool = { size: 'sm', variant: 'subtle', color: 'gray' } as const;
  return (
    <>
      <ActionIcon
        {...tool}
        disabled={readOnly || index === 0}
        aria-label={t('onCall.stepUp', { number })}
        onClick={() => swap(index - 1)}
      >
        <IconChevronUp size={15} />
      </ActionIcon>
      <ActionIcon
        {...tool}
        disabled={readOnly || index === steps.length - 1}
        aria-label={t('onCall.stepDown', { number })}
        onClick={() => swap(index + 1)}
      >
        <IconChevronDown size={15} />
      </ActionIcon>
      <ActionIcon
        {...tool}
        disabled={readOnly}
        aria-label={t('onCall.removeStep', { number })}
        onClick={() => onChange(steps.filter((_, at) => at !== index))}
      >
        <IconTrash size={15} />
      </ActionIcon>
    </>
  );
}

/** `at once`, `12:00 after it opened`. */
function momentWords(steps: readonly Step[], index: number): string {
  const minutes = steps.slice(0, index + 1).reduce((sum, { delayMinutes }) => sum + delayMinutes, 0);
  return minutes === 0 ? t('onCall.atOnce') : t('onCall.sinceOpening', { time: formatDuration(minutes * 60_000) });
}
