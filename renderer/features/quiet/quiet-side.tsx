import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ShownSilence } from '../../../shared/contract/silences';
import type { Inhibition, MaintenanceWindow } from '../../../shared/domain/alerting/settings';
import { t } from '../../language/language';
import type { ItemEditing } from '../../store/use-item-editing';
import { weekdayName } from '../../ui/editing/chip-choices';
import classes from '../../ui/editing/editing.module.css';
import { SideItem } from '../../ui/editing/side-item';
import { matchersWords } from '../../ui/matchers/matcher-words';
import { StateMark } from '../../ui/state-mark';
import { Moment } from '../../ui/time';
import { inhibitionWords } from './inhibitions/inhibition-editor';
import own from './quiet.module.css';
import { ofSilence } from './silences/silence-view';

interface QuietSideProps {
  readonly id: string | null;
  readonly silences: readonly ShownSilence[];
  readonly windows: ItemEditing<MaintenanceWindow>;
  readonly inhibitions: ItemEditing<Inhibition>;
  readonly readOnly: boolean;
  readonly mayAct: boolean;
  readonly onOpen: (id: string | null) => void;
  readonly onNewSilence: () => void;
  readonly onNewWindow: () => void;
  readonly onNewInhibition: () => void;
}

/** How many that ended are still listed. */
const MOST_ENDED = 20;

/** Everything that keeps something quiet, in three lists. */
export function QuietSide(props: QuietSideProps): ReactNode {
  const { id, silences, windows, inhibitions, readOnly, mayAct, onOpen } = props;
  const shown = [
    ...silences.filter(({ state }) => state === 'active'),
    ...silences.filter(({ state }) => state === 'pending'),
    ...silences.filter(({ state }) => state === 'expired').slice(0, MOST_ENDED),
  ];
  return (
    <div className={classes.side}>
      <Head title={t('quiet.silences')} button={t('quiet.addSilence')} disabled={!mayAct} onAdd={props.onNewSilence} />
      {shown.length === 0 ? <p className={classes.dim}>{t('quiet.noSilences')}</p> : null}
      <ul className={classes.list}>
        {shown.map((silence) => (
          <SideItem
            key={silence.silenceId}
            name={matchersWords(silence.matchers)}
            selected={id === `silence:${silence.silenceId}`}
            mark={<StateMark spoken={ofSilence(silence.state)} />}
            onOpen={() => onOpen(`silence:${silence.silenceId}`)}
          >
            {silence.state === 'expired' ? t('quiet.ended') : t('quiet.until')} <Moment at={silence.endsAt} />
            {silence.state === 'active' ? ` · ${t('quiet.hides', { count: silence.hides })}` : null}
          </SideItem>
        ))}
      </ul>
      <Head title={t('quiet.windows')} button={t('quiet.addWindow')} disabled={readOnly} onAdd={props.onNewWindow} />
      {windows.all.length === 0 ? <p className={classes.dim}>{t('quiet.noWindows')}</p> : null}
      <ul className={classes.list}>
        {windows.all.map((window) => (
          <SideItem
            key={window.id}
            name={window.name}
            selected={id === `window:${window.id}`}
            off={!window.enabled}
            unsaved={windows.unsavedIds.includes(window.id)}
            onOpen={() => onOpen(`window:${window.id}`)}
          >
            {windowWords(window)}
          </SideItem>
        ))}
      </ul>
      <Head title={t('quiet.inhibitions')} button={t('quiet.addInhibition')} disabled={readOnly} onAdd={props.onNewInhibition} />
      <ul className={classes.list}>
        {inhibitions.all.map((inhibition) => (
          <SideItem
            key={inhibition.id}
            name={inhibition.name}
            selected={id === `inhibition:${inhibition.id}`}
            off={!inhibition.enabled}
            unsaved={inhibitions.unsavedIds.includes(inhibition.id)}
            onOpen={() => onOpen(`inhibition:${inhibition.id}`)}
          >
            {inhibitionWords(inhibition)}
          </SideItem>
        ))}
      </ul>
    </div>
  );
}

interface HeadProps {
  readonly title: string;
  readonly button: string;
  readonly disabled: boolean;
  readonly onAdd: () => void;
}

function Head({ title, button, disabled, onAdd }: HeadProps): ReactNode {
  return (
    <div className={own.group}>
      <h2 className={own.groupTitle}>{title}</h2>
      <Button size="compact-sm" variant="default" disabled={disabled} onClick={onAdd}>
        {button}
      </Button>
    </div>
  );
}

function windowWords({ weekdays, from, to, startsAt, endsAt, timeZone }: MaintenanceWindow): string {
  if (weekdays.length > 0) {
    const days = weekdays.length === 7 ? t('quiet.daily') : weekdays.map(weekdayName).join(', ');
    return `${days} ${from}–${to} · ${timeZone}`;
  }
  const words = (local: string | null): string => local?.replace('T', ' ') ?? '…';
  return `${words(startsAt)} – ${words(endsAt)} · ${timeZone}`;
}
