import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import type { Labels, Matcher } from '../../../shared/domain/alerting/labels';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useAsked } from '../../store/use-asked';
import { tell, useCommand } from '../../store/use-command';
import { formatDuration, formatNumber } from '../format';
import { MatcherFields } from '../matchers/matcher-fields';
import classes from './silence-dialog.module.css';
import { otherLabels, silenceOf } from './silence-of';

/** Minutes that are offered; a longer one, or one that begins later, is made among the silences. */
const lengths = [30, 60, 120, 240, 480, 1_440] as const;

const EVERY_MS = 30_000;

interface Props {
  /** Of what is silenced: its most telling ones are filled in, the others offered. */
  readonly labels: Labels;
  readonly onClose: () => void;
}

/** Tells nobody of such alerts for a time; shows what that hides before it is made. */
export function SilenceDialog({ labels, onClose }: Props): ReactNode {
  const command = useCommand();
  const [matchers, setMatchers] = useState<Matcher[]>([...silenceOf(labels)]);
  const others = otherLabels(labels, matchers);
  const [minutes, setMinutes] = useState<number>(60);
  const [reason, setReason] = useState('');
  const isWhole = matchers.length > 0 && matchers.every(({ label, value }) => label.trim() !== '' && value !== '');
  const make = async (): Promise<void> => {
    const done = await command(t('incidents.doSilence'), ({ silences }) =>
      silences.make({ matchers, durationMinutes: minutes, reason: reason.trim() }),
    );
    if (!done.ok) return;
    tell(t('incidents.silenced', { time: formatDuration(minutes * 60_000) }));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('incidents.silenceTitle')}
      closeButtonProps={{ 'aria-label': t('incidents.close') }}
    >
      <Stack gap="sm">
        <MatcherFields
          legend={t('incidents.silenceWhich')}
          matchers={matchers}
          empty={t('incidents.silenceNothing')}
          onChange={setMatchers}
        />
        {others.length === 0 ? null : (
          <Group gap={6}>
            <span className={classes.dim}>{t('incidents.silenceNarrower')}</span>
            {others.map(([label, value]) => (
              <Button
                key={label}
                size="compact-xs"
                variant="default"
                onClick={() => setMatchers([...matchers, { label, op: '=', value }])}
              >
                {label} = {value}
              </Button>
            ))}
          </Group>
        )}
        <Group align="end" wrap="nowrap">
          <Select
            w={150}
            label={t('incidents.silenceFor')}
            allowDeselect={false}
            data={lengths.map((value) => ({ value: String(value), label: formatDuration(value * 60_000) }))}
            value={String(minutes)}
            onChange={(value) => setMinutes(lengths.find((one) => String(one) === value) ?? 60)}
          />
          <TextInput
            className={classes.grow}
            label={t('incidents.silenceWhy')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Group>
        {isWhole ? <Preview matchers={matchers} /> : <p className={classes.dim}>{t('incidents.silenceFill')}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('incidents.cancel')}
          </Button>
          <Button disabled={!isWhole || reason.trim() === ''} onClick={() => void make()}>
            {t('incidents.silenceNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Preview({ matchers }: { matchers: readonly Matcher[] }): ReactNode {
  const key = JSON.stringify(matchers);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says whether they ask for the same
  const read = useCallback((client: ConsoleClient) => client.silences.preview({ matchers: [...matchers] }), [key]);
  const { value, problem } = useAsked(read, EVERY_MS);
  if (problem !== null) return <p className={classes.problem}>{problem}</p>;
  if (value === null) return <p className={classes.dim}>{t('incidents.silenceLooking')}</p>;
  return (
    <div role="status" className={classes.preview}>
      <p>
        {t('incidents.silenceHides', {
          now: formatNumber(value.now.count),
          lately: formatNumber(value.lately.count),
        })}
      </p>
      <ul>
        {value.now.alerts.slice(0, 5).map(({ alertId, title }) => (
          <li key={alertId}>{title}</li>
        ))}
      </ul>
    </div>
  );
}
