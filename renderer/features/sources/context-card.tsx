import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ContextItem } from '../../../shared/contract/contexts';
import { Context } from '../../../shared/domain/context';
import type { SourceHealth } from '../../../shared/domain/health';
import { t } from '../../language/language';
import { Rich } from '../../language/rich';
import { useGo } from '../../store/page';
import { tell, useCommand } from '../../store/use-command';
import { contextColour, contextColours } from '../../ui/context-colour';
import { capital } from '../../ui/sentence';
import { ShortId } from '../../ui/short-id';
import { SourceStory } from '../../ui/source-story';
import { StateMark } from '../../ui/state-mark';
import { ofContext } from './access-words';
import { ContextAccess } from './context-access';
import classes from './sources-screen.module.css';

interface ContextCardProps {
  readonly context: Context;
  readonly sources: readonly SourceHealth[];
  /** What the engine says of its way in; null until it was asked. */
  readonly item: ContextItem | null;
  readonly onChanged: () => void;
}

/** While nobody is let in, all sources say the same: once is enough. */
const closed: ReadonlySet<ContextItem['state']> = new Set<ContextItem['state']>([
  'needs-code',
  'needs-sign-in',
  'expired',
  'cannot-work',
]);

/** One profile in one region: its name, colour and environment, which can be changed, its way in, and its sources. */
export function ContextCard({ context, sources, item, onChanged }: ContextCardProps): ReactNode {
  const go = useGo();
  return (
    <section className={classes.card} aria-label={context.name}>
      <div className={classes.head}>
        <div className={classes.facts}>
          <h2 className={classes.title}>
            <span className={classes.dot} style={{ background: contextColour(context.colour) }} />
            {context.name}
            {item === null ? null : <StateMark spoken={ofContext(item.state)} />}
          </h2>
          <p className={classes.dim}>
            <Rich
              text={t('sources.profileLine', {
                profile: context.profile,
                region: context.region,
                account: context.accountId ?? t('sources.notKnownYet'),
                environment: t(`ui.environment:${context.environment}`),
              })}
              parts={{ id: (id) => (context.accountId === null ? id : <ShortId id={id} head={12} />) }}
            />
            {context.rehearsal ? t('sources.rehearsal') : ''}
          </p>
        </div>
        <Button size="xs" variant="default" onClick={() => go({ screen: 'setup', contextId: context.contextId })}>
          {t('sources.connect')}
        </Button>
        <ContextForm key={`${context.name}${context.colour}${context.environment}`} context={context} />
      </div>
      {item === null ? null : <ContextAccess item={item} onChanged={onChanged} />}
      {item !== null && closed.has(item.state) ? null : (
        <ul className={classes.sources}>
          {sources.map((source) => (
            <li key={source.id}>
              <SourceStory source={source} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ContextForm({ context }: { context: Context }): ReactNode {
  const command = useCommand();
  const [name, setName] = useState(context.name);
  const [colour, setColour] = useState(context.colour);
  const [environment, setEnvironment] = useState(context.environment);
  const changed = name !== context.name || colour !== context.colour || environment !== context.environment;
  const save = async (): Promise<void> => {
    const done = await command(t('sources.doChange', { name: context.name }), (client) =>
      client.contexts.put({ contextId: context.contextId, name: name.trim(), colour, environment }),
    );
    if (done.ok) tell(t('sources.saved', { name: done.value.name }));
  };
  const letGo = async (): Promise<void> => {
    const done = await command(t('sources.doStop', { name: context.name }), (client) =>
      client.contexts.put({ contextId: context.contextId, watched: false }),
    );
    if (done.ok) tell(t('sources.stopped', { name: context.name }));
  };
  return (
    <>
      <TextInput
        size="xs"
        w={180}
        label={t('sources.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        size="xs"
        w={120}
        label={t('sources.colour')}
        data={contextColours.map((value) => ({ value, label: t(`sources.colour:${value}`) }))}
        value={colour}
        allowDeselect={false}
        leftSection={<span className={classes.dot} style={{ background: contextColour(colour) }} />}
        onChange={(value) => setColour(value ?? colour)}
      />
      <Select
        size="xs"
        w={120}
        label={t('sources.environment')}
        data={Context.shape.environment.options.map((value) => ({ value, label: capital(t(`ui.environment:${value}`)) }))}
        value={environment}
        allowDeselect={false}
        onChange={(value) => setEnvironment(value ?? environment)}
      />
      <Button size="xs" disabled={!changed || name.trim() === ''} onClick={() => void save()}>
        {t('common.save')}
      </Button>
      {context.rehearsal ? null : (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => void letGo()}
          aria-label={t('sources.stopOne', { name: context.name })}
        >
          {t('sources.stop')}
        </Button>
      )}
    </>
  );
}
