import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import {
  type FilterPolicy,
  type FilterScope,
  type SampleMessage,
  wouldPass,
} from '../../../shared/domain/filter-policy/filter-policy';
import { t } from '../../language/language';
import { StateMark } from '../state-mark';
import classes from './filter-policy.module.css';

/** The events of the platform's own notifications. */
const platformEvents = ['start', 'complete', 'fail', 'pause'] as const;

/** Tries a policy on a message: attributes as lines of `name=value`, or a body. */
export function TrialMessage({ policy, scope }: { policy: FilterPolicy | null; scope: FilterScope }): ReactNode {
  const [attributes, setAttributes] = useState('eventType=fail\nrecoveryPlanId=7c1d2e3f-4a5b-4c6d-8e7f-901234567890');
  const [body, setBody] = useState('{ "alarmName": "replication-lag", "state": { "value": "ALARM" } }');
  const outcome = policy === null ? null : wouldPass(policy, scope, { body, attributes: attributesOf(attributes) });
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>{t('ui.wouldPass')}</h3>
      {scope === 'MessageAttributes' ? (
        <>
          <Textarea
            className={classes.code ?? ''}
            aria-label={t('ui.attributesOfMessage')}
            description={t('ui.attributesText')}
            autosize
            minRows={2}
            maxRows={6}
            value={attributes}
            onChange={(event) => setAttributes(event.currentTarget.value)}
          />
          <div className={classes.buttons}>
            {platformEvents.map((event) => (
              <Button
                key={event}
                size="compact-xs"
                variant="default"
                onClick={() => setAttributes(attributes.replace(/^eventType=.*$/m, `eventType=${event}`))}
              >
                {event}
              </Button>
            ))}
          </div>
        </>
      ) : (
        <Textarea
          className={classes.code ?? ''}
          aria-label={t('ui.bodyOfMessage')}
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
      )}
      <div className={classes.verdict} role="status">
        {outcome === null ? (
          <span className={classes.dim}>{t('ui.policyInvalid')}</span>
        ) : (
          <>
            <StateMark
              spoken={
                outcome.passes ? { tone: 'succeeded', word: t('ui.passes') } : { tone: 'cancelled', word: t('ui.filteredOut') }
              }
            />
            <span>{outcome.because}</span>
          </>
        )}
      </div>
    </section>
  );
}

/** `name=value` or `name:Type=value`, a line each; other lines are left out. */
export function attributesOf(text: string): SampleMessage['attributes'] {
  const lines = text.split('\n').map((line) => /^\s*([^\s=:]+)(?::([\w.]+))?=(.*)$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((found) =>
      found?.[1] === undefined ? [] : [[found[1], { type: found[2] ?? 'String', value: (found[3] ?? '').trim() }]],
    ),
  );
}
