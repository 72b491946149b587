import { IconRadar2 } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { FindingFamily } from '../../shared/domain/detection/finding';
import type { View } from '../../shared/domain/view';
import { t } from '../language/language';
import { openFindings } from '../store/findings';
import { useGo, useView } from '../store/page';
import { useReplay } from '../store/replay';
import { SeverityBadge } from '../ui/severity-badge';
import { Ago } from '../ui/time';
import { severityRank } from '../ui/tone';
import { Body, Teach } from './parts/body';
import parts from './parts/parts.module.css';
import { mostField, mostSetting } from './parts/settings';
import { defineWidget, type Frame } from './widget';

/** Empty is every family. */
export const familySetting = z.union([FindingFamily, z.literal('')]).default('');
export const familyField = {
  name: 'family',
  kind: 'choice',
  label: 'findings.widgetFamily',
  options: [
    { value: '', label: 'findings.widgetAll' },
    ...FindingFamily.options.map((value) => ({ value, label: `findings.family:${value}` as const })),
  ],
} as const;

const settings = z.object({ family: familySetting, most: mostSetting(20) });
const nothing: View['findings'] = {};

/** What deviates now. */
export const findingsList = defineWidget({
  type: 'findings-list',
  title: 'findings.widgetList',
  text: 'findings.widgetListText',
  family: 'live',
  icon: IconRadar2,
  size: { w: 10, h: 6, minW: 6, minH: 2 },
  settings,
  fields: [familyField, mostField],
  Draw,
});

function Draw({ settings: { family, most }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const go = useGo();
  const isPast = useReplay() !== null;
  const records = useView((view) => view.findings, nothing);
  const { contextId } = frame;
  const open = useMemo(
    () =>
      openFindings(records)
        .filter(
          (one) =>
            (contextId === null || one.contextId === null || one.contextId === contextId) &&
            (family === '' || one.family === family),
        )
        .sort((a, b) => severityRank[b.severity] - severityRank[a.severity]),
    [records, contextId, family],
  );
  if (open.length === 0) return <Teach frame={frame} text={t('findings.widgetListNone')} next={t('findings.widgetListText')} />;
  return (
    <Body frame={frame} scroll>
      <ul className={parts.rows}>
        {open.slice(0, most).map((one) => (
          <li key={one.findingId}>
            <button
              type="button"
              className={parts.row}
              disabled={isPast}
              onClick={() => go({ screen: 'findings', tab: 'list', id: one.findingId })}
              title={one.summary}
            >
              <SeverityBadge severity={one.severity} />
              <span className={parts.grow}>{one.title}</span>
              <Ago at={one.since} />
            </button>
          </li>
        ))}
      </ul>
      {open.length > most ? <p className={parts.note}>{t('widgets.highestOf', { shown: most, all: open.length })}</p> : null}
    </Body>
  );
}
