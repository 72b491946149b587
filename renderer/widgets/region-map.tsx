import { IconWorld } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import type { Execution, ServerView, View } from '../../shared/domain/view';
import { RegionMap, type RegionMark } from '../charts/region-map';
import { placeOf } from '../charts/regions';
import { t } from '../language/language';
import { useGo, useView } from '../store/page';
import { allServers, inContext } from '../store/selectors';
import { isActive, ofReplication } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { useExecutions } from './parts/use-past';
import { defineWidget, type Frame } from './widget';

/** Where the servers replicate to and where something runs. */
export const regionMap = defineWidget({
  type: 'region-map',
  title: 'widgets.regionMap',
  text: 'widgets.regionMapText',
  family: 'live',
  icon: IconWorld,
  size: { w: 12, h: 8, minW: 6, minH: 4 },
  settings: z.object({}),
  fields: [],
  Draw,
});

const nothing: View['servers'] = {};

function Draw({ frame }: { frame: Frame }): ReactNode {
  const go = useGo();
  const records = useView((view) => view.servers, nothing);
  const running = useExecutions(frame, { plan: '', type: 'all' });
  const servers = useMemo(() => inContext(allServers(records), frame.contextId), [records, frame.contextId]);
  const regions = useMemo(() => regionsOf(servers, running), [servers, running]);
  if (regions.length === 0) return <Teach frame={frame} text={t('widgets.serversEmpty')} next={t('widgets.serversEmptyNext')} />;
  const most = Math.max(...regions.map(({ servers: many }) => many), 1);
  const unplaced = regions.filter(({ region }) => placeOf(region) === null);
  const marks = regions.map(
    ({ region, servers: many, broken, active }): RegionMark => ({
      region,
      label: region,
      words: [
        t('common.servers', { count: many }),
        ...(broken > 0 ? [t('widgets.notReplicating', { n: broken })] : []),
        ...(active > 0 ? [t('widgets.runningHere', { n: active })] : []),
      ].join(' · '),
      weight: many / most,
      tone: broken > 0 ? 'failed' : active > 0 ? 'running' : 'succeeded',
      onOpen: () => go({ screen: 'servers', serverId: null }),
    }),
  );
  const note = unplaced.length === 0 ? 0 : frame.mode === 'wall' ? 40 : 22;
  return (
    <Body frame={frame}>
      <RegionMap
        name={t('widgets.regionMap')}
        marks={marks}
        width={frame.width}
        height={frame.height - note}
        large={frame.mode === 'wall'}
      />
      {note === 0 ? null : (
        <p className={parts.note}>{t('widgets.unplaced', { regions: unplaced.map(({ region }) => region).join(', ') })}</p>
      )}
    </Body>
  );
}

interface Region {
  readonly region: string;
  readonly servers: number;
  readonly broken: number;
  readonly active: number;
}

function regionsOf(servers: readonly ServerView[], executions: readonly Execution[]): readonly Region[] {
  const regions = new Map<string, Region>();
  const of = (region: string): Region => regions.get(region) ?? { region, servers: 0, broken: 0, active: 0 };
  for (const { region, replicationState } of servers) {
    const held = of(region);
    const isBroken = ofReplication(replicationState).tone === 'failed';
    regions.set(region, { ...held, servers: held.servers + 1, broken: held.broken + Number(isBroken) });
  }
  for (const { region, status } of executions) {
    if (region === null || !isActive(status)) continue;
    const held = of(region);
    regions.set(region, { ...held, active: held.active + 1 });
  }
  return [...regions.values()];
}
