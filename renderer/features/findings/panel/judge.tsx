import { Button, Textarea } from '@mantine/core';
import { IconArrowBackUp, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DetectionReport } from '../../../../shared/contract/findings';
import { actorName } from '../../../../shared/domain/actor-name';
import { type Finding, kindOf } from '../../../../shared/domain/detection/finding';
import { t } from '../../../language/language';
import { useCommand } from '../../../store/use-command';
import { useRole } from '../../../store/use-role';
import { frequencyWords, kindWords } from '../../../ui/findings/finding-words';
import { formatNumber } from '../../../ui/format';
import { Ago } from '../../../ui/time';
import classes from './panel.module.css';

interface JudgeProps {
  readonly finding: Finding;
  readonly report: DetectionReport | null;
  readonly again: () => void;
}

const verdicts = ['useful', 'not-useful'] as const;
type Said = (typeof verdicts)[number] | 'withdrawn';

/** What the console answered. It holds until the finding itself says something newer than it did when it was judged, at `overAt`. */
interface Answer {
  readonly before: number;
  readonly sensitivity: number;
  readonly feedback: Finding['feedback'];
  readonly overAt: string | null;
}

/** Whether it was worth telling, and what that changes: how readily findings of its kind are made. It can be withdrawn. */
export function Judge({ finding, report, again }: JudgeProps): ReactNode {
  const command = useCommand();
  const role = useRole();
  const saidAt = finding.feedback?.at ?? null;
  const kind = kindOf(finding);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState<Said | null>(null);
  const [changed, setChanged] = useState<Answer | null>(null);
  const feedback = changed !== null && changed.overAt === saidAt ? changed.feedback : finding.feedback;
  const sensitivity = changed?.sensitivity ?? report?.kinds.find((one) => one.kind === kind)?.sensitivity ?? null;
  const judge = async (verdict: Said): Promise<void> => {
    setBusy(verdict);
    const done = await command(t('findings.doJudge'), (client) =>
      client.findings.judge({ findingId: finding.findingId, verdict, note: note.trim() === '' ? null : note.trim() }),
    );
    setBusy(null);
    if (!done.ok) return;
    const { before, sensitivity, finding: judged } = done.value;
    setChanged({ before, sensitivity, feedback: judged.feedback, overAt: saidAt });
    setNote('');
    again();
  };
  return (
    <section className={classes.box} aria-label={t('findings.feedback')}>
      <h3 className={classes.heading}>{t('findings.wasItUseful')}</h3>
      {feedback === null ? null : (
        <p>
          <b>{t(`findings.verdict:${feedback.verdict}`)}</b>, {actorName(feedback.actor)}, <Ago at={feedback.at} />
          {feedback.note === null ? null : ` · ${feedback.note}`}
        </p>
      )}
      {role === 'view' ? (
        <p className={classes.dim}>{t('findings.mayNotJudge')}</p>
      ) : (
        <>
          <Textarea
            size="xs"
            label={t('findings.note')}
            maxLength={2_000}
            autosize
            minRows={1}
            maxRows={5}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div className={classes.buttons}>
            {verdicts.map((verdict) => (
              <Button
                key={verdict}
                size="compact-sm"
                variant={feedback?.verdict === verdict ? 'filled' : 'default'}
                aria-pressed={feedback?.verdict === verdict}
                loading={busy === verdict}
                disabled={busy !== null && busy !== verdict}
                leftSection={verdict === 'useful' ? <IconThumbUp size={14} /> : <IconThumbDown size={14} />}
                onClick={() => void judge(verdict)}
              >
                {t(`findings.verdict:${verdict}`)}
              </Button>
            ))}
            {feedback === null ? null : (
              <Button
                size="compact-sm"
                variant="default"
                loading={busy === 'withdrawn'}
                disabled={busy !== null && busy !== 'withdrawn'}
                leftSection={<IconArrowBackUp size={14} />}
                onClick={() => void judge('withdrawn')}
              >
                {t('findings.withdraw')}
              </Button>
            )}
          </div>
        </>
      )}
      {changed === null ? (
        <p className={classes.dim}>{feedback === null ? t('findings.whatItDoes') : t('findings.takeBack')}</p>
      ) : (
        <p role="status">
          {frequencyWords(changed.before, changed.sensitivity)}{' '}
          {changed.before === changed.sensitivity ? null : (
            <b>{t('findings.change', { before: digits(changed.before), after: digits(changed.sensitivity) })}</b>
          )}{' '}
          {feedback === null ? null : t('findings.takeBack')}
        </p>
      )}
      {sensitivity === null ? null : (
        <p className={classes.dim}>{t('findings.sensitivityOf', { kind: kindWords(kind), value: digits(sensitivity) })}</p>
      )}
    </section>
  );
}

function digits(sensitivity: number): string {
  return formatNumber(sensitivity, 2);
}
