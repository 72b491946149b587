import { Button, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Matcher } from '../../../../shared/domain/alerting/labels';
import { narrow } from '../../../../shared/domain/alerting/quiet/check-matchers';
import { instantOf } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import { useNowMs } from '../../../store/page';
import { tell, useCommand } from '../../../store/use-command';
import { ChipChoices } from '../../../ui/editing/chip-choices';
import classes from '../../../ui/editing/editing.module.css';
import { formatMoment } from '../../../ui/format';
import { localOf } from '../../../ui/local-moment';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { matchersWords } from '../../../ui/matchers/matcher-words';
import { PreviewPanel } from './preview-panel';
import { usePreview } from './use-preview';

interface SilenceFormProps {
  readonly mayAct: boolean;
  /** It was recorded: its id. */
  readonly onMade: (silenceId: string) => void;
  readonly onCancel: () => void;
}

const HOURS = ['1', '4', '8', '24', '168'] as const;
const HOUR_MS = 3_600_000;

/** A new silence: which alerts, until when, and why. What it would hide stands beside it before it is made. */
export function SilenceForm({ mayAct, onMade, onCancel }: SilenceFormProps): ReactNode {
  const nowMs = useNowMs();
  const command = useCommand();
  const [matchers, setMatchers] = useState<Matcher[]>([{ label: 'plan', op: '=', value: '' }]);
  const [hours, setHours] = useState<string>('4');
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const preview = usePreview(matchers);
  const startMs = from === '' ? nowMs : Date.parse(from);
  const endMs = startMs + Number(hours) * HOUR_MS;
  const isEmpty = narrow(matchers, 'matchers').length > 0;
  const make = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || isEmpty) return;
    setBusy(true);
    const done = await command(t('quiet.doMakeSilence'), (client) =>
      client.silences.make({
        matchers,
        reason,
        ...(from === '' ? { durationMinutes: Number(hours) * 60 } : { startsAt: instantOf(startMs), endsAt: instantOf(endMs) }),
      }),
    );
    setBusy(false);
    if (!done.ok) return;
    tell(t('quiet.silenceMade', { end: formatMoment(Date.parse(done.value.endsAt)) }));
    onMade(done.value.silenceId);
  };
  return (
    <div className={classes.editor} data-read-only={!mayAct || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('quiet.newSilence')}</h2>
          <MatcherFields
            legend={t('quiet.alertsOfWhich')}
            empty={t('quiet.nothingIsHidden')}
            matchers={matchers}
            problems={tried && isEmpty ? { matchers: t('quiet.notEveryAlert') } : {}}
            disabled={!mayAct}
            onChange={setMatchers}
          />
          <PreviewPanel preview={preview} />
        </section>
        <section className={classes.section}>
          <ChipChoices
            label={t('quiet.forHowLong')}
            options={HOURS.map((value) => ({ value, label: t(`quiet.hours-${value}`) }))}
            value={HOURS.filter((value) => value === hours)}
            disabled={!mayAct}
            onChange={(next) => setHours(next.find((value) => value !== hours) ?? hours)}
          />
          <div className={classes.line}>
            <TextInput
              size="xs"
              type="datetime-local"
              label={t('quiet.beginsOrNow')}
              min={localOf(nowMs)}
              value={from}
              disabled={!mayAct}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          </div>
          <Textarea
            size="xs"
            label={t('quiet.reason')}
            description={t('quiet.reasonText')}
            autosize
            minRows={2}
            maxLength={500}
            required
            value={reason}
            disabled={!mayAct}
            error={tried && reason.trim() === '' ? t('quiet.reasonNeeded') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <p className={classes.sentence}>
            {t('quiet.silenceSentence', { matchers: matchersWords(matchers), end: formatMoment(endMs) })}
          </p>
        </section>
      </div>
      <footer className={classes.foot}>
        <Button size="xs" disabled={!mayAct} loading={busy} onClick={() => void make()}>
          {t('quiet.makeSilence')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('quiet.cancel')}
        </Button>
        {mayAct ? null : <span className={classes.dim}>{t('quiet.needsAct')}</span>}
      </footer>
    </div>
  );
}
