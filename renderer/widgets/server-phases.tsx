import { IconLayoutGrid } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { type Participant, Phase } from '../../shared/domain/view';
import classes from '../charts/charts.module.css';
import { t } from '../language/language';
import { useGo } from '../store/page';
import { mostUrgent } from '../store/selectors';
import { ofPhase } from '../ui/tone';
import { Body, Teach } from './parts/body';
import { cellsIn } from './parts/cells';
import parts from './parts/parts.module.css';
import { endOf, NothingSince, RunHeading } from './parts/past-run';
import { PhaseMark } from './parts/phase-mark';
import { planField, planSetting } from './parts/settings';
import { useEnds, useExecutions, useServersOf, useStepNowMs } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

const settings = z.object({ plan: planSetting });

/** Every server of the execution that matters most, a cell each: which phase it is in, by colour and mark. */
export const serverPhases = defineWidget({
  type: 'server-phases',
  title: 'widgets.serverPhases',
  text: 'widgets.serverPhasesText',
  family: 'live',
  icon: IconLayoutGrid,
  size: { w: 10, h: 7, minW: 5, minH: 4 },
  settings,
  fields: [planField],
  Draw,
});

function Draw({ settings: { plan }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const execution = mostUrgent(useExecutions(frame, { plan, type: 'all' }));
  const serversOf = useServersOf();
  const { fromMs } = useEnds(frame);
  const nowMs = useStepNowMs(5_000);
  const servers = useMemo(
    () => (execution === null ? [] : failedFirst(serversOf(execution.executionId))),
    [execution, serversOf],
  );
  if (execution === null || servers.length === 0)
    return <Teach frame={frame} text={t('widgets.nothingRan')} next={t('widgets.nothingRunsNext')} />;
  const endedAt = endOf(execution);
  if (endedAt !== null && Date.parse(endedAt) < fromMs)
    return <NothingSince execution={execution} endedAt={endedAt} frame={frame} />;
  const large = frame.mode === 'wall';
  const legend = large ? (frame.width < 800 ? 84 : 44) : frame.width < 420 ? 48 : 24;
  const height = Math.max(20, frame.height - legend - (large ? 53 : 26));
  const said = Phase.options
    .map((phase) => [ofPhase(phase).word, servers.filter((one) => one.phase === phase).length] as const)
    .filter(([, many]) => many > 0)
    .map(([word, many]) => `${word} ${many}`)
    .join(', ');
  return (
    <Body frame={frame}>
      <RunHeading execution={execution} nowMs={nowMs} />
      <svg width={frame.width} height={height} role="img" aria-label={`${execution.planName}: ${said}`}>
        <Cells
          servers={servers}
          width={frame.width}
          height={height}
          large={large}
          onOpen={() => go({ screen: 'live', executionId: execution.executionId })}
        />
      </svg>
      <Legend servers={servers} size={large ? 26 : 12} />
    </Body>
  );
}

interface CellsProps {
  readonly servers: readonly Participant[];
  readonly width: number;
  readonly height: number;
  readonly large: boolean;
  readonly onOpen: () => void;
}

/** Tiles with names as long as there is room for names; cells alone where there are more. */
function Cells({ servers, width, height, large, onOpen }: CellsProps): ReactNode {
  const type = large ? 24 : 12;
  const pitch = type * 1.9;
  const columns = Math.max(1, Math.floor(width / (type * 11)));
  const named = Math.ceil(servers.length / columns) * pitch <= height;
  const grid = named ? null : cellsIn(servers.length, width, height, large ? 120 : 56);
  return servers.map((server, index) => {
    const x = grid === null ? (index % columns) * (width / columns) : (index % grid.columns) * grid.size;
    const y = grid === null ? Math.floor(index / columns) * pitch : Math.floor(index / grid.columns) * grid.size;
    const letters = Math.floor((width / columns - type * 2.4) / (type * 0.58));
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the execution's own table reaches every server by keyboard
      <g key={server.id} className={classes.hit} transform={`translate(${x} ${y})`} onClick={onOpen}>
        <title>{`${server.serverName}: ${ofPhase(server.phase).word}${server.error === null ? '' : `. ${server.error}`}`}</title>
        <PhaseMark phase={server.phase} size={grid === null ? type * 1.7 : grid.size - 1} />
        {grid === null ? (
          <text x={type * 2.2} y={type * 1.25} fontSize={type} className={classes.svgStrong}>
            {server.serverName.length > letters ? `${server.serverName.slice(0, Math.max(1, letters - 1))}…` : server.serverName}
          </text>
        ) : null}
      </g>
    );
  });
}

function Legend({ servers, size }: { servers: readonly Participant[]; size: number }): ReactNode {
  return (
    <div className={classes.foot}>
      {Phase.options.map((phase) => {
        const many = servers.filter((one) => one.phase === phase).length;
        if (many === 0) return null;
        return (
          <span key={phase} className={classes.key}>
            <svg width={size} height={size} aria-hidden="true" focusable="false">
              <PhaseMark phase={phase} size={size} />
            </svg>
            <span className={parts.grow}>{ofPhase(phase).word}</span>
            <strong>{many}</strong>
          </span>
        );
      })}
    </div>
  );
}

const order: Readonly<Record<Phase, number>> = {
  FAILED: 0,
  LAUNCH: 1,
  CONVERSION: 2,
  SNAPSHOT: 3,
  WAITING: 4,
  TERMINATED: 5,
  LAUNCHED: 6,
};

function failedFirst(servers: readonly Participant[]): readonly Participant[] {
  return [...servers].sort((a, b) => order[a.phase] - order[b.phase]);
}
