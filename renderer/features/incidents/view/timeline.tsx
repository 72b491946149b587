import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { actorName } from '../../../../shared/domain/actor-name';
import type { Incident, IncidentEntry } from '../../../../shared/domain/alerting/incident';
import { t } from '../../../language/language';
import { useReplay } from '../../../store/replay';
import { useIncidentCommands } from '../../../store/use-incident-commands';
import { type EntryGroup, entryGroups, groupOf, toneOfEntry } from '../../../ui/incidents/incident-words';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import { StateIcon } from '../../../ui/state-mark';
import { ClockTime } from '../../../ui/time';
import classes from './incident.module.css';

interface Props {
  readonly incident: Incident;
  /** Oldest first. */
  readonly entries: readonly IncidentEntry[];
  readonly isRead: boolean;
}

/** More than these are behind a button. */
const MANY = 100;

/** Everything that happened in it, with what people wrote down. */
export function Timeline({ incident, entries, isRead }: Props): ReactNode {
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest');
  const [group, setGroup] = useState<EntryGroup | null>(null);
  const [all, setAll] = useState(false);
  const isPast = useReplay() !== null;
  const matching = entries.filter(({ kind }) => group === null || groupOf(kind) === group);
  const ordered = order === 'newest' ? [...matching].reverse() : matching;
  const shown = all ? ordered : ordered.slice(0, MANY);
  return (
    <section aria-label={t('incidents.timeline')}>
      <div className={classes.headingLine}>
        <h2 className={classes.heading}>{t('incidents.timeline')}</h2>
        <Select
          size="xs"
          w={130}
          clearable
          placeholder={t('incidents.everything')}
          aria-label={t('incidents.whichEntries')}
          data={entryGroups.map((value) => ({ value, label: t(`incidents.entries:${value}`) }))}
          value={group}
          onChange={(value) => setGroup(entryGroups.find((one) => one === value) ?? null)}
        />
        <SegmentedControl
          size="xs"
          value={order}
          onChange={setOrder}
          aria-label={t('incidents.order')}
          data={[
            { value: 'newest', label: t('incidents.newestFirst') },
            { value: 'oldest', label: t('incidents.oldestFirst') },
          ]}
        />
      </div>
      {isPast ? null : <NoteForm incident={incident} />}
      {isRead ? null : <SkeletonRows rows={5} label={t('incidents.loading')} />}
      {isRead && shown.length === 0 ? <p className={classes.dim}>{t('incidents.noEntries')}</p> : null}
      <ol className={classes.entries}>
        {shown.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one moment may say the same
          <li key={`${entry.at}${entry.kind}${index}`} className={classes.entry} data-kind={entry.kind}>
            <StateIcon tone={toneOfEntry(entry.kind)} size={12} />
            <span className={classes.entryAt}>
              <ClockTime at={entry.at} />
            </span>
            <span className={classes.entryText}>
              {entry.kind === 'note' ? <b>{t('incidents.wrote', { who: actorName(entry.by ?? '') })} </b> : null}
              {entry.text}
            </span>
          </li>
        ))}
      </ol>
      {ordered.length > MANY && !all ? (
        <Button size="compact-xs" variant="default" onClick={() => setAll(true)}>
          {t('incidents.showMore', { count: ordered.length - MANY })}
        </Button>
      ) : null}
    </section>
  );
}

function NoteForm({ incident }: { incident: Incident }): ReactNode {
  const { note } = useIncidentCommands();
  const [text, setText] = useState('');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await note(incident, text.trim())) setText('');
  };
  return (
    <form className={classes.noteForm} onSubmit={(event) => void save(event)}>
      <Textarea
        size="xs"
        className={classes.grow}
        aria-label={t('incidents.writeNote')}
        placeholder={t('incidents.writeNote')}
        maxLength={2_000}
        autosize
        minRows={1}
        maxRows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="compact-sm" type="submit" variant="default" disabled={text.trim() === ''}>
        {t('incidents.addNote')}
      </Button>
    </form>
  );
}
