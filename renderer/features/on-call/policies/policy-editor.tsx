import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EscalationPolicy } from '../../../../shared/domain/alerting/on-call/policy';
import type { OnCallSettings } from '../../../../shared/domain/alerting/on-call/settings';
import { t } from '../../../language/language';
import type { ItemEditing } from '../../../store/use-item-editing';
import { SeverityChips } from '../../../ui/editing/chip-choices';
import classes from '../../../ui/editing/editing.module.css';
import { EditorFoot } from '../../../ui/editing/editor-foot';
import { NameAndUse } from '../../../ui/editing/name-and-use';
import { ZoneSelect } from '../../../ui/editing/zone-select';
import { formatDuration } from '../../../ui/format';
import { MatcherFields } from '../../../ui/matchers/matcher-fields';
import { HoursFields } from '../hours-fields';
import { Ladder } from './ladder';
import type { ChannelChoice } from './target-select';

interface PolicyEditorProps {
  readonly policy: EscalationPolicy;
  readonly editing: ItemEditing<EscalationPolicy>;
  readonly settings: OnCallSettings;
  readonly channels: readonly ChannelChoice[];
  readonly readOnly: boolean;
}

/** Who is asked when nobody answers, and when. */
export function PolicyEditor({ policy, editing, settings, channels, readOnly }: PolicyEditorProps): ReactNode {
  const { problems, change } = editing;
  return (
    <div className={classes.editor} data-read-only={readOnly || undefined}>
      <div className={classes.body}>
        <section className={classes.section}>
          <NameAndUse item={policy} editing={editing} readOnly={readOnly} />
          <SeverityChips
            value={policy.severities}
            disabled={readOnly}
            onChange={(severities) => change({ ...policy, severities })}
          />
          <MatcherFields
            legend={t('onCall.forIncidentsOf')}
            empty={t('onCall.forEveryIncident')}
            matchers={policy.matchers}
            problems={problems}
            disabled={readOnly}
            onChange={(matchers) => change({ ...policy, matchers })}
          />
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('onCall.onlyInTheseHours')}</h2>
          <HoursFields
            ranges={policy.hours}
            empty={t('onCall.atAnyHour')}
            disabled={readOnly}
            onChange={(hours) => change({ ...policy, hours })}
          />
          {policy.hours.length === 0 ? null : (
            <div className={classes.fields}>
              <ZoneSelect
                value={policy.timeZone}
                disabled={readOnly}
                error={problems.timeZone}
                onChange={(timeZone) => change({ ...policy, timeZone })}
              />
            </div>
          )}
        </section>
        <section className={classes.section}>
          <h2 className={classes.legend}>{t('onCall.steps')}</h2>
          <Ladder
            policy={policy}
            settings={settings}
            channels={channels}
            problems={problems}
            readOnly={readOnly}
            onChange={(steps) => change({ ...policy, steps })}
          />
          <div className={classes.fields}>
            <NumberInput
              size="xs"
              min={0}
              max={9}
              label={t('onCall.repeat')}
              value={policy.repeat}
              disabled={readOnly}
              error={problems.repeat}
              onChange={(value) => change({ ...policy, repeat: Math.round(Number(value)) })}
            />
            <NumberInput
              size="xs"
              min={5}
              max={1440}
              suffix=" min"
              label={t('onCall.ackReminder')}
              description={t('onCall.ackReminderText')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={policy.ackReminderMinutes ?? ''}
              disabled={readOnly}
              error={problems.ackReminderMinutes}
              onChange={(value) => change({ ...policy, ackReminderMinutes: typeof value === 'number' ? value : null })}
            />
          </div>
          <p className={classes.sentence}>{sentence(policy)}</p>
        </section>
      </div>
      <EditorFoot editing={editing} readOnly={readOnly} removal={t('onCall.removalOfPolicy')} />
    </div>
  );
}

function sentence({ steps, repeat }: EscalationPolicy): string {
  const minutes = steps.reduce((sum, { delayMinutes }) => sum + delayMinutes, 0);
  const last = formatDuration(minutes * (repeat + 1) * 60_000);
  return repeat === 0
    ? t('onCall.ladderOnce', { count: steps.length, last })
    : t('onCall.ladderAgain', { count: steps.length, last, times: repeat + 1 });
}
