import { Button, Select, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { BusRule, PatternTest } from '../../../shared/contract/events';
import { isObject, jsonOf } from '../../../shared/domain/event-pattern/values';
import type { ContextId } from '../../../shared/domain/primitives';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useCommand } from '../../store/use-command';
import { ShortId } from '../../ui/short-id';
import { SidePanel } from '../../ui/side-panel';
import { StateMark } from '../../ui/state-mark';
import { Ago } from '../../ui/time';
import classes from './messaging.module.css';
import { useRead } from './use-read';
import { whoseWords } from './whose-words';

const readSamples = (client: ConsoleClient) => client.bus.samples({});

/** One rule: what it waits for, where it sends it, and whether a sample event would match. */
export function RulePanel({ context, rule, onClose }: { context: ContextId; rule: BusRule; onClose: () => void }): ReactNode {
  return (
    <SidePanel title={rule.name} onClose={onClose}>
      <dl className={classes.figures}>
        <dt>{t('messaging.belongsTo')}</dt>
        <dd>{whoseWords[rule.whose]}</dd>
        <dt>{t('messaging.seesReadOnlyCalls')}</dt>
        <dd>{rule.seesReads ? t('messaging.yes') : t('messaging.no')}</dd>
        <dt>{t('messaging.read')}</dt>
        <dd>
          <Ago at={rule.observedAt} />
        </dd>
      </dl>
      {rule.description === '' ? null : <p>{rule.description}</p>}
      <section className={classes.group}>
        <h3 className={classes.heading}>{t('messaging.targets')}</h3>
        {rule.targets.length === 0 ? (
          <p className={classes.dim}>
            {rule.targetsRead ? t('messaging.itHasNoneSoNothingComes') : t('messaging.eventBridgeDidNotTellThemSomebody')}
          </p>
        ) : null}
        <ul className={classes.list}>
          {rule.targets.map(({ id, arn }) => (
            <li key={id}>
              <span>
                <ShortId id={arn} head={22} tail={22} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      {rule.schedule === null ? (
        <TryPattern context={context} pattern={rule.pattern} />
      ) : (
        <p>{t('messaging.itFiresByItsScheduleSchedule', { schedule: rule.schedule })}</p>
      )}
    </SidePanel>
  );
}

/** The pattern may be edited to try another; the rule itself stays as it is. */
function TryPattern({ context, pattern }: { context: ContextId; pattern: unknown }): ReactNode {
  const command = useCommand();
  const samples = useRead(readSamples);
  const [text, setText] = useState(JSON.stringify(pattern, null, 2));
  const [sample, setSample] = useState<string | null>('launch-failed');
  const [event, setEvent] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<PatternTest | null>(null);
  const found = samples.value?.items.find(({ id }) => id === sample);
  const eventText = event ?? (found === undefined ? '' : JSON.stringify(found.event, null, 2));
  const test = async (): Promise<void> => {
    const parsed = jsonOf(eventText);
    const given = isObject(parsed) ? { event: { ...parsed } } : {};
    const done = await command(t('messaging.tryThePattern'), (client) =>
      client.bus.testPattern({ context, pattern: text, ...given }),
    );
    setOutcome(done.ok ? done.value : null);
  };
  return (
    <section className={classes.group}>
      <h3 className={classes.heading}>{t('messaging.wouldAnEventMatch')}</h3>
      <Textarea
        className={classes.code ?? ''}
        label={t('messaging.pattern')}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={text}
        onChange={(change) => {
          setText(change.currentTarget.value);
          setOutcome(null);
        }}
      />
      <Select
        size="xs"
        label={t('messaging.event')}
        data={(samples.value?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        value={sample}
        allowDeselect={false}
        onChange={(value) => {
          setSample(value);
          setEvent(null);
          setOutcome(null);
        }}
      />
      <Textarea
        className={classes.code ?? ''}
        aria-label={t('messaging.theEvent')}
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={eventText}
        onChange={(change) => {
          setEvent(change.currentTarget.value);
          setOutcome(null);
        }}
      />
      <Button size="xs" variant="default" onClick={() => void test()}>
        {t('messaging.tryIt')}
      </Button>
      <div role="status">{outcome === null ? null : <Outcome outcome={outcome} />}</div>
    </section>
  );
}

function Outcome({ outcome }: { outcome: PatternTest }): ReactNode {
  const matches = outcome.matches ?? outcome.expected;
  return (
    <div className={classes.group}>
      {matches === null ? null : (
        <div className={classes.verdict}>
          <StateMark
            spoken={
              matches
                ? { tone: 'succeeded', word: t('messaging.itMatches') }
                : { tone: 'cancelled', word: t('messaging.itDoesNotMatch') }
            }
          />
          {outcome.missed.length === 0 ? null : <span>{t('messaging.becauseOf', { fields: outcome.missed.join(', ') })}</span>}
        </div>
      )}
      {outcome.problems.length === 0 ? null : (
        <ul className={classes.problems}>
          {outcome.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path === '' ? null : <code>{path}: </code>}
              {message}
            </li>
          ))}
        </ul>
      )}
      {outcome.notAsked === null ? (
        <p className={classes.dim}>{t('messaging.eventBridgeItselfSaysSo')}</p>
      ) : (
        <p className={classes.dim}>{outcome.notAsked}</p>
      )}
    </div>
  );
}
