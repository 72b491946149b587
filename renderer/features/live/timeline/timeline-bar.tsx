import { ActionIcon, Button } from '@mantine/core';
import { IconArrowsHorizontal, IconFilter, IconMinus, IconPlus, IconX, IconZoomScan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { formatClock } from '../../../ui/format';
import type { Expected } from '../expected';
import { Legend } from './legend';
import type { Stretch } from './sight';
import classes from './timeline.module.css';
import type { SightControls } from './use-sight';

interface TimelineBarProps {
  readonly expected: Expected | null;
  /** Whether ends are foreseen. */
  readonly forecast: boolean;
  /** There is a forecast, with a number or with why there is none. */
  readonly isForeseen: boolean;
  readonly controls: SightControls;
  /** What is drawn now. */
  readonly shown: Stretch;
  readonly stretch: Stretch | null;
  readonly onStretch: (stretch: Stretch | null) => void;
}

/** Over the lanes: what the patterns mean, what it is compared with, the stretch that is chosen, and the zoom. */
export function TimelineBar({
  expected,
  forecast,
  isForeseen,
  controls,
  shown,
  stretch,
  onStretch,
}: TimelineBarProps): ReactNode {
  const { sight } = controls;
  return (
    <div className={classes.bar}>
      <Legend usual={expected !== null} forecast={forecast} />
      {/* Where a forecast says on what it rests, or what is missing for one, nothing else is said of the past. */}
      {expected === null && isForeseen ? null : (
        <span className={classes.compared}>
          {expected === null ? t('live.noEarlierRun') : t('live.comparedTo', { count: expected.runs })}
        </span>
      )}
      <span className={classes.space} />
      {stretch === null ? null : <Chosen stretch={stretch} controls={controls} onStretch={onStretch} />}
      {stretch === null && sight !== null ? (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFilter size={13} />}
          title={t('live.takeSight')}
          onClick={() => onStretch(shown)}
        >
          {t('live.takeSightShort')}
        </Button>
      ) : null}
      <Tool label={t('live.zoomOut')} disabled={sight === null} onClick={controls.wider}>
        <IconMinus size={14} />
      </Tool>
      <Tool label={t('live.zoomIn')} onClick={controls.closer}>
        <IconPlus size={14} />
      </Tool>
      <Tool label={t('live.zoomWhole')} disabled={sight === null} onClick={controls.whole}>
        <IconArrowsHorizontal size={14} />
      </Tool>
    </div>
  );
}

function Chosen({
  stretch,
  controls,
  onStretch,
}: Pick<TimelineBarProps, 'controls' | 'onStretch'> & { stretch: Stretch }): ReactNode {
  return (
    <span className={classes.chosen}>
      <IconFilter size={13} aria-hidden="true" />
      {t('live.stretch', { from: formatClock(stretch.startMs), to: formatClock(stretch.endMs) })}
      <Tool label={t('live.zoomStretch')} onClick={() => controls.to(stretch)}>
        <IconZoomScan size={14} />
      </Tool>
      <Tool label={t('live.clearStretch')} onClick={() => onStretch(null)}>
        <IconX size={14} />
      </Tool>
    </span>
  );
}

interface ToolProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, disabled = false, onClick, children }: ToolProps): ReactNode {
  return (
    <ActionIcon variant="subtle" color="gray" size={22} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
