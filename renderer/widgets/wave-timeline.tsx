import { IconTimeline } from '@tabler/icons-react';
import { type ReactNode, useId, useMemo } from 'react';
import { z } from 'zod';
import type { Execution, Participant, PhaseSpan } from '../../shared/domain/view';
import classes from '../charts/charts.module.css';
import { t } from '../language/language';
import { mostUrgent } from '../store/selectors';
import { ofPhase, ofWave } from '../ui/tone';
import { Body, Teach } from './parts/body';
import { endOf, momentOnAxis, NothingSince, RunHeading } from './parts/past-run';
import { PhasePatterns } from './parts/phase-patterns';
import { planField, planSetting } from './parts/settings';
import { useEnds, useExecutions, useServersOf, useStepNowMs } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** The waves of the execution that matters most now, on one axis of time; the last one where none runs. */
export const waveTimeline = defineWidget({
  type: 'wave-timeline',
  title: 'widgets.waveTimeline',
  text: 'widgets.waveTimelineText',
  family: 'live',
  icon: IconTimeline,
  size: { w: 14, h: 6, minW: 7, minH: 4 },
  settings,
  fields: [planField],
  Draw,
});

function Draw({ settings: { plan }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const execution = mostUrgent(useExecutions(frame, { plan, type: 'all' }));
  const serversOf = useServersOf();
  const nowMs = useStepNowMs(5_000);
  const { fromMs } = useEnds(frame);
  if (execution?.startedAt == null)
    return <Teach frame={frame} text={t('widgets.nothingRan')} next={t('widgets.nothingRunsNext')} />;
  const endedAt = endOf(execution);
  if (endedAt !== null && Date.parse(endedAt) < fromMs)
    return <NothingSince execution={execution} endedAt={endedAt} frame={frame} />;
  const large = frame.mode === 'wall';
  const type = large ? 24 : 12;
  return (
    <Body frame={frame}>
      <RunHeading execution={execution} nowMs={nowMs} />
      <Lanes
        execution={execution}
        servers={serversOf(execution.executionId)}
        nowMs={nowMs}
        width={frame.width}
        height={Math.max(20, frame.height - type * 2.2)}
        type={type}
      />
    </Body>
  );
}

interface LanesProps {
  readonly execution: Execution;
  readonly servers: readonly Participant[];
  readonly nowMs: number;
  readonly width: number;
  readonly height: number;
  readonly type: number;
}

function Lanes({ execution, servers, nowMs, width, height, type }: LanesProps): ReactNode {
  const fromMs = Date.parse(execution.startedAt ?? execution.observedAt);
  const endedAt = endOf(execution);
  const toMs = endedAt === null ? nowMs : Date.parse(endedAt);
  const spanMs = Math.max(60_000, toMs - fromMs);
  const longest = Math.max(...execution.waves.map(({ label }) => label.length), 4);
  const counts = Math.max(...execution.waves.map(({ counts: { total } }) => `${total}/${total}`.length), 3) * type * 0.65 + 14;
  const left = Math.min(width * 0.4, longest * type * 0.6 + counts);
  const x = (ms: number): number =>
    left + ((ms - fromMs) / spanMs) * (width - left - (execution.counts.failed > 0 ? type * 3 : 8));
  const tall = Math.min(type * 3, (height - type * 1.6) / Math.max(1, execution.waves.length));
  const spans = useMemo(() => phasesByWave(servers), [servers]);
  const patterns = useId();
  const letters = Math.floor((left - counts) / (type * 0.58));
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={execution.waves
        .map((wave) => `${wave.label}: ${ofWave(wave.status).word}, ${wave.counts.launched}/${wave.counts.total}`)
        .join('; ')}
    >
      <PhasePatterns prefix={patterns} />
      {execution.waves.map((wave, lane) => {
        const y = lane * tall;
        const words = `${wave.label} ${wave.counts.launched}/${wave.counts.total}`;
        return (
          <g key={wave.waveNumber}>
            <title>{`${words}, ${ofWave(wave.status).word}`}</title>
            <text x="0" y={y + tall / 2 + type * 0.35} className={classes.svgStrong} fontSize={type}>
              {wave.label.length > letters ? `${wave.label.slice(0, Math.max(1, letters - 1))}…` : wave.label}
            </text>
            <text x={left - 8} y={y + tall / 2 + type * 0.35} textAnchor="end" className={classes.svgText} fontSize={type}>
              {wave.counts.launched}/{wave.counts.total}
            </text>
            <line x1={left} x2={width} y1={y + tall} y2={y + tall} stroke="var(--line)" />
            {(spans.get(wave.waveNumber) ?? []).map(({ phase, startedAt, endedAt }) => {
              const from = x(Date.parse(startedAt));
              const to = x(endedAt === null ? toMs : Date.parse(endedAt));
              return (
                <g key={phase}>
                  <title>{`${wave.label}: ${ofPhase(phase).word}`}</title>
                  <rect
                    x={from}
                    y={y + tall * 0.2}
                    width={Math.max(2, to - from)}
                    height={tall * 0.6}
                    rx="2"
                    fill={`url(#${patterns}${phase})`}
                    stroke="var(--ground)"
                  />
                  {to - from > ofPhase(phase).word.length * type * 0.6 + 8 && tall > type * 1.5 ? (
                    <text
                      x={from + 5}
                      y={y + tall / 2 + type * 0.33}
                      fontSize={type * 0.9}
                      fill="var(--text)"
                      stroke="var(--ground)"
                      strokeWidth={type / 4}
                      paintOrder="stroke"
                    >
                      {ofPhase(phase).word}
                    </text>
                  ) : null}
                </g>
              );
            })}
            {wave.counts.failed === 0 ? null : (
              <text
                x={width - 6}
                y={y + tall / 2 + type * 0.35}
                textAnchor="end"
                fontSize={type}
                fill="var(--failed)"
                fontWeight="600"
              >
                ✗ {wave.counts.failed}
              </text>
            )}
          </g>
        );
      })}
      <text x={left} y={height - 3} className={classes.svgText} fontSize={type * 0.9}>
        {momentOnAxis(fromMs, nowMs)}
      </text>
      <text x={width - 4} y={height - 3} textAnchor="end" className={classes.svgText} fontSize={type * 0.9}>
        {momentOnAxis(toMs, nowMs)}
      </text>
    </svg>
  );
}

/** For each wave and phase, from the first server that entered it to the last that left it; open while one is in it. */
function phasesByWave(servers: readonly Participant[]): ReadonlyMap<number, readonly PhaseSpan[]> {
  const waves = new Map<number, Map<PhaseSpan['phase'], PhaseSpan>>();
  for (const { waveNumber, phases } of servers) {
    const wave = waves.get(waveNumber) ?? new Map<PhaseSpan['phase'], PhaseSpan>();
    waves.set(waveNumber, wave);
    for (const span of phases) {
      const held = wave.get(span.phase);
      wave.set(span.phase, held === undefined ? span : joined(held, span));
    }
  }
  return new Map([...waves].map(([waveNumber, wave]) => [waveNumber, [...wave.values()]]));
}

function joined(a: PhaseSpan, b: PhaseSpan): PhaseSpan {
  const [startedAt] = [a.startedAt, b.startedAt].sort();
  const endedAt = a.endedAt === null || b.endedAt === null ? null : [a.endedAt, b.endedAt].sort().at(-1);
  return { phase: a.phase, startedAt: startedAt ?? a.startedAt, endedAt: endedAt ?? null };
}
