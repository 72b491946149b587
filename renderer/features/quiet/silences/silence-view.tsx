import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ShownSilence } from '../../../../shared/contract/silences';
import { actorName } from '../../../../shared/domain/actor-name';
import { instantOf } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import { tell, useCommand } from '../../../store/use-command';
import classes from '../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../ui/format';
import { matchersWords } from '../../../ui/matchers/matcher-words';
import { StateMark } from '../../../ui/state-mark';
import { Ago, Moment } from '../../../ui/time';
import type { Spoken } from '../../../ui/tone';
import { PreviewPanel } from './preview-panel';
import { usePreview } from './use-preview';

interface SilenceViewProps {
  readonly silence: ShownSilence;
  readonly mayAct: boolean;
  readonly onChanged: (silenceId: string) => void;
}

const HOUR_MS = 3_600_000;

/** One silence: what it hides, who made it and why; longer, or ended now. */
export function SilenceView({ silence, mayAct, onChanged }: SilenceViewProps): ReactNode {
  const command = useCommand();
  const preview = usePreview(silence.matchers);
  const isOver = silence.state === 'expired';
  const extend = async (hours: number): Promise<void> => {
    const endsAt = instantOf(Date.parse(silence.endsAt) + hours * HOUR_MS);
    const done = await command(t('quiet.doExtend'), (client) =>
      client.silences.change({ silenceId: silence.silenceId, matchers: silence.matchers, reason: silence.reason, endsAt }),
    );
    if (!done.ok) return;
    tell(t('quiet.nowEnds', { end: formatMoment(Date.parse(done.value.endsAt)) }));
    onChanged(done.value.silenceId);
  };
  const end = async (): Promise<void> => {
    const done = await command(t('quiet.doEnd'), (client) => client.silences.end({ silenceId: silence.silenceId }));
    if (done.ok) onChanged(done.value.silenceId);
  };
  return (
    <div className={classes.editor}>
      <div className={classes.body}>
        <section className={classes.section}>
          <div className={classes.sectionHead}>
            <h2 className={classes.legend}>{matchersWords(silence.matchers)}</h2>
            <StateMark spoken={ofSilence(silence.state)} />
          </div>
          <p className={classes.sentence}>{silence.reason}</p>
          <p className={classes.dim}>
            {t('quiet.madeBy', { author: actorName(silence.author) })} <Ago at={silence.madeAt} />
            {' · '}
            <Moment at={silence.startsAt} /> – <Moment at={silence.endsAt} />
            {silence.endedBy === null ? null : ` · ${t('quiet.endedBy', { who: silence.endedBy })}`}
          </p>
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{isOver ? t('quiet.whatMatches') : t('quiet.whatItHides')}</h2>
          <PreviewPanel preview={preview} />
        </section>
      </div>
      {isOver ? null : (
        <footer className={classes.foot}>
          {[1, 4, 24].map((hours) => (
            <Button key={hours} size="xs" variant="default" disabled={!mayAct} onClick={() => void extend(hours)}>
              {t('quiet.longer', { hours })}
            </Button>
          ))}
          <span className={classes.space} />
          <Button size="xs" variant="default" c="var(--failed)" disabled={!mayAct} onClick={() => void end()}>
            {t('quiet.endNow')}
          </Button>
        </footer>
      )}
    </div>
  );
}

export function ofSilence(state: ShownSilence['state']): Spoken {
  switch (state) {
    case 'active':
      return { tone: 'running', word: t('quiet.state-active') };
    case 'pending':
      return { tone: 'quiet', word: t('quiet.state-pending') };
    case 'expired':
      return { tone: 'cancelled', word: t('quiet.state-expired') };
  }
}
