import { IconHourglass } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { cadenceOf } from '../../shared/domain/metrics/derive/cadence';
import { objectiveOf } from '../../shared/domain/objectives';
import { t } from '../language/language';
import { useGo, useNowMs } from '../store/page';
import type { Route } from '../store/route';
import { mostUrgent } from '../store/selectors';
import { formatDuration, formatMoment } from '../ui/format';
import { isActive } from '../ui/tone';
import { BigFigure } from './parts/big-figure';
import { Teach } from './parts/body';
import { planField, planSetting } from './parts/settings';
import { useExecutions, useKnownSettings, useStepNowMs } from './parts/use-past';
import { usePlans } from './parts/use-plans';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  to: z.enum(['rto', 'drill', 'moment']).default('rto'),
  plan: planSetting,
  moment: z
    .string()
    .refine((text) => text === '' || Number.isFinite(Date.parse(text)), 'write a moment as 2026-03-14T09:00Z')
    .default(''),
  words: z.string().max(120).default(''),
});

/** Time left: to the recovery time objective of what runs, to the next drill that is due, or to a moment. */
export const countdown = defineWidget({
  type: 'countdown',
  title: 'widgets.countdown',
  text: 'widgets.countdownText',
  family: 'figures',
  icon: IconHourglass,
  size: { w: 6, h: 3, minW: 4, minH: 2 },
  settings,
  fields: [
    {
      name: 'to',
      kind: 'choice',
      label: 'widgets.fieldTo',
      options: [
        { value: 'rto', label: 'widgets.toRto' },
        { value: 'drill', label: 'widgets.toDrill' },
        { value: 'moment', label: 'widgets.toMoment' },
      ],
    },
    planField,
    { name: 'moment', kind: 'moment', label: 'widgets.fieldMoment' },
    { name: 'words', kind: 'text', label: 'widgets.fieldWords' },
  ],
  Draw,
});

type Chosen = z.output<typeof settings>;

function Draw({ settings: chosen, frame }: { settings: Chosen; frame: Frame }): ReactNode {
  const target = useTarget(chosen, frame);
  if (target.atMs === null) return <Teach frame={frame} text={target.words} next={target.next} />;
  return <Left atMs={target.atMs} words={chosen.words === '' ? target.words : chosen.words} route={target.route} frame={frame} />;
}

interface Target {
  /** Null where there is nothing to count down to; `words` and `next` then say why. */
  readonly atMs: number | null;
  readonly words: string;
  readonly next?: string;
  readonly route: Route | null;
}

function useTarget({ to, plan, moment, words }: Chosen, frame: Frame): Target {
  const executions = useExecutions(frame, { plan, type: 'all' });
  const plans = usePlans(frame);
  const known = useKnownSettings();
  const hourMs = useStepNowMs(3_600_000);
  return useMemo((): Target => {
    switch (to) {
      case 'rto': {
        const execution = mostUrgent(executions.filter(({ status }) => isActive(status)));
        if (execution?.startedAt == null)
          return { atMs: null, words: t('widgets.nothingRuns'), next: t('widgets.nothingRunsNext'), route: null };
        const route: Route = { screen: 'live', executionId: execution.executionId };
        const { rtoMinutes } = objectiveOf(known, execution.planId);
        if (rtoMinutes === null)
          return { atMs: null, words: t('widgets.noObjective'), next: t('widgets.noObjectiveNext'), route };
        return {
          atMs: Date.parse(execution.startedAt) + rtoMinutes * 60_000,
          words: `${t('widgets.toRto')}: ${execution.planName}`,
          route,
        };
      }
      case 'drill': {
        const due = cadenceOf(
          plans.filter((one) => plan === '' || one.planName === plan),
          executions,
          known,
          hourMs,
        ).find(({ state }) => state !== 'no-cadence');
        if (due === undefined)
          return { atMs: null, words: t('widgets.noCadence'), next: t('widgets.noCadenceNext'), route: null };
        // Never drilled: it is due at once, whatever is due later.
        if (due.dueMs === null)
          return {
            atMs: null,
            words: `${t('widgets.toDrill')}: ${due.plan.planName}, ${t('widgets.dueAtOnce')}`,
            next: t('widgets.neverDrilledNext'),
            route: null,
          };
        return {
          atMs: due.dueMs,
          words: `${t('widgets.toDrill')}: ${due.plan.planName}`,
          route: due.last === null ? null : { screen: 'live', executionId: due.last.executionId },
        };
      }
      case 'moment':
        return moment === ''
          ? { atMs: null, words: t('widgets.noMoment'), next: t('widgets.noMomentNext'), route: null }
          : { atMs: Date.parse(moment), words: words === '' ? formatMoment(Date.parse(moment)) : words, route: null };
    }
  }, [to, plan, moment, words, executions, plans, known, hourMs]);
}

interface LeftProps {
  readonly atMs: number;
  readonly words: string;
  readonly route: Route | null;
  readonly frame: Frame;
}

function Left({ atMs, words, route, frame }: LeftProps): ReactNode {
  const go = useGo();
  const leftMs = atMs - useNowMs();
  return (
    <BigFigure
      frame={frame}
      value={leftMs < 0 ? `+${formatDuration(-leftMs)}` : formatDuration(leftMs)}
      tone={leftMs < 0 ? 'failed' : 'plain'}
      under={words}
      more={leftMs < 0 ? t('widgets.overBy') : undefined}
      onOpen={route === null ? undefined : () => go(route)}
    />
  );
}
