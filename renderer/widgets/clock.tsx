import { IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { t } from '../language/language';
import { useNowMs } from '../store/page';
import { formatClock, formatDate } from '../ui/format';
import { Body } from './parts/body';
import parts from './parts/parts.module.css';
import { defineWidget, type Frame } from './widget';

const settings = z.object({
  zones: z
    .string()
    .max(300)
    .refine((text) => zonesOf(text).every(isZone), 'write time zones as Europe/Berlin, separated by commas')
    .default('UTC'),
});

/** The time here and elsewhere; in a rehearsal, the rehearsal's. */
export const clock = defineWidget({
  type: 'clock',
  title: 'widgets.clock',
  text: 'widgets.clockText',
  family: 'texts',
  icon: IconClock,
  size: { w: 6, h: 3, minW: 3, minH: 2 },
  settings,
  fields: [{ name: 'zones', kind: 'text', label: 'widgets.fieldZones', help: 'widgets.fieldZonesHelp' }],
  Draw,
});

function Draw({ settings: { zones }, frame }: { settings: z.output<typeof settings>; frame: Frame }): ReactNode {
  const nowMs = useNowMs();
  const shown = [undefined, ...zonesOf(zones)];
  const large = frame.mode === 'wall';
  const size = Math.max(16, Math.min(frame.height * 0.42, frame.width / (shown.length * 5.4), large ? 140 : 44));
  return (
    <Body frame={frame}>
      <div className={parts.clocks}>
        {shown.map((zone) => (
          <span key={zone ?? 'here'} className={parts.clock}>
            <strong style={{ fontSize: size }}>{formatClock(nowMs, zone)}</strong>
            <span className={parts.dim}>
              {zone ?? t('widgets.here')}
              {frame.width / shown.length > (large ? 340 : 170) ? ` · ${formatDate(nowMs, zone)}` : ''}
            </span>
          </span>
        ))}
      </div>
    </Body>
  );
}

function zonesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((zone) => zone.trim())
    .filter((zone) => zone !== '');
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    // `Intl` has no other way to ask whether it knows a zone.
    return false;
  }
}
