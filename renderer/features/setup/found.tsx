import { Button, Checkbox, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import type { Unread } from '../../../shared/domain/setup/discovered';
import type { SetupWishes } from '../../../shared/domain/setup/wishes';
import { isEqual } from '../../../shared/lib/equal';
import { count } from '../../ui/format';
import classes from './setup-screen.module.css';

interface FoundProps {
  readonly survey: SetupSurvey;
  readonly busy: boolean;
  readonly onWishes: (wishes: SetupWishes) => void;
}

/** What the account holds, and which of it is to be connected. */
export function Found({ survey, busy, onWishes }: FoundProps): ReactNode {
  const { discovered, wishes: first } = survey;
  const { topics, stateMachines, tables, drsPlaces, trails, alarms, place } = discovered;
  const [wishes, setWishes] = useState<SetupWishes>(first);
  const chosenTopics = new Set(
    wishes.topics?.map(({ arn }) => arn) ?? topics.items.filter(({ matches }) => matches).map(({ arn }) => arn),
  );
  const elsewhere = drsPlaces.filter(({ accountId, region }) => accountId !== place.accountId || region !== place.region);
  const places = wishes.forwardFrom ?? elsewhere.map(({ accountId, region }) => ({ accountId, region }));
  const toggleTopic = (arn: string, on: boolean): void => {
    const next = on ? [...chosenTopics, arn] : [...chosenTopics].filter((one) => one !== arn);
    const before = new Map(wishes.topics?.map((topic) => [topic.arn, topic]));
    setWishes({ ...wishes, topics: next.map((one) => before.get(one) ?? { arn: one }) });
  };
  return (
    <section>
      <div className={classes.head}>
        <h2 className={classes.heading}>What is there</h2>
        <Button size="xs" variant={isEqual(wishes, first) ? 'default' : 'filled'} loading={busy} onClick={() => onWishes(wishes)}>
          Preview
        </Button>
      </div>
      <div className={classes.grid}>
        <Part title="Topics" unread={topics.unread} text={topics.items.length === 0 ? 'No topics.' : null}>
          {topics.items.map(({ arn, name }) => (
            <Checkbox
              key={arn}
              size="xs"
              label={name}
              checked={chosenTopics.has(arn)}
              onChange={(event) => toggleTopic(arn, event.currentTarget.checked)}
            />
          ))}
        </Part>
        <Part title="Events" unread={stateMachines.unread} text={null}>
          <Checkbox
            size="xs"
            label="DRS: launches, stalls, failback"
            checked={wishes.drs}
            onChange={(event) => setWishes({ ...wishes, drs: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="Security: denied and destructive calls, failed sign-ins"
            checked={wishes.security}
            onChange={(event) => setWishes({ ...wishes, security: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label="CloudWatch alarms of the platform"
            checked={wishes.alarms}
            onChange={(event) => setWishes({ ...wishes, alarms: event.currentTarget.checked })}
          />
          <p className={classes.note}>{machinesText(stateMachines.items)}</p>
        </Part>
        <Part
          title="Forwarded from"
          unread={null}
          text={elsewhere.length === 0 ? 'DRS is used in no other account or region that the plans name.' : null}
        >
          {elsewhere.map(({ accountId, region, servers }) => (
            <Checkbox
              key={`${accountId}/${region}`}
              size="xs"
              label={`${accountId} in ${region}, ${count(servers, 'server')}`}
              checked={places.some((one) => one.accountId === accountId && one.region === region)}
              onChange={(event) =>
                setWishes({
                  ...wishes,
                  forwardFrom: event.currentTarget.checked
                    ? [...places, { accountId, region }]
                    : places.filter((one) => one.accountId !== accountId || one.region !== region),
                })
              }
            />
          ))}
        </Part>
        <Part
          title="Also seen"
          unread={trails.unread ?? tables.unread ?? alarms.unread}
          text={`${count(tables.items.filter(({ matches }) => matches).length, 'table')} of the platform, ${count(trails.items.length, 'trail')}, ${count(alarms.items.length, 'alarm')}.`}
        >
          {trails.unread === null && trails.items.length === 0 && wishes.security ? (
            <p className={classes.note}>Without a trail that logs management events, there are no security events.</p>
          ) : null}
        </Part>
      </div>
    </section>
  );
}

function machinesText(machines: SetupSurvey['discovered']['stateMachines']['items']): string {
  const matching = machines.filter(({ matches }) => matches);
  return matching.length === 0
    ? 'The platform’s state machine was not found here.'
    : `Runs of ${matching.map(({ name }) => name).join(', ')}`;
}

interface PartProps {
  readonly title: string;
  readonly unread: Unread | null;
  readonly text: string | null;
  readonly children: ReactNode;
}

function Part({ title, unread, text, children }: PartProps): ReactNode {
  return (
    <div className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {text === null ? null : <p className={classes.note}>{text}</p>}
      <Group gap={10} className={classes.choices}>
        {children}
      </Group>
      {unread === null ? null : <p className={classes.warning}>{unread.message}</p>}
    </div>
  );
}
