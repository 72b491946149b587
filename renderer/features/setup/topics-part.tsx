import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { SetupSurvey } from '../../../shared/contract/setup';
import { usualFilter } from '../../../shared/domain/setup/wanted';
import { SetupWishes } from '../../../shared/domain/setup/wishes';
import { t } from '../../language/language';
import { AddByHand } from './add-by-hand';
import { Part } from './part';
import classes from './setup-screen.module.css';
import { TopicFilter } from './topic-filter';

type Topic = NonNullable<SetupWishes['topics']>[number];

interface TopicsPartProps {
  readonly topics: SetupSurvey['discovered']['topics'];
  readonly wishes: SetupWishes;
  readonly onWishes: (wishes: SetupWishes) => void;
}

/** Topics to hear: those that were found, and any other by its ARN, each with what is to be let through. */
export function TopicsPart({ topics, wishes, onWishes }: TopicsPartProps): ReactNode {
  const [edited, setEdited] = useState<string | null>(null);
  const chosen: readonly Topic[] = wishes.topics ?? topics.items.flatMap(({ arn, matches }) => (matches ? [{ arn }] : []));
  const found = new Set(topics.items.map(({ arn }) => arn));
  const rows = [...topics.items.map(({ arn }) => arn), ...chosen.flatMap(({ arn }) => (found.has(arn) ? [] : [arn]))];
  const choose = (next: readonly Topic[]): void => onWishes({ ...wishes, topics: [...next] });
  const filterOf = (topic: Topic): string => topic.filterPolicy ?? usualFilter(topic.arn);
  const open = chosen.find(({ arn }) => arn === edited);
  return (
    <Part title={t('setup.topics')} unread={topics.unread} text={rows.length === 0 ? t('setup.noTopics') : null}>
      {rows.map((arn) => {
        const topic = chosen.find((one) => one.arn === arn);
        return (
          <div key={arn} className={classes.choice}>
            <Checkbox
              size="xs"
              label={nameOf(arn)}
              checked={topic !== undefined}
              onChange={(event) =>
                choose(event.currentTarget.checked ? [...chosen, { arn }] : chosen.filter((one) => one.arn !== arn))
              }
            />
            {topic === undefined ? null : (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('setup.filterOf', { name: nameOf(arn) })}
                onClick={() => setEdited(arn)}
              >
                {filterOf(topic) === '' ? t('setup.allMessages') : t('setup.filtered')}
              </Button>
            )}
          </div>
        );
      })}
      <AddByHand
        label={t('setup.topicByArn')}
        placeholder="arn:aws:sns:…"
        problemOf={(text) => problemOf({ topics: [{ arn: text }] })}
        onAdd={(arn) => choose([...chosen.filter((one) => one.arn !== arn), { arn }])}
      />
      {open === undefined ? null : (
        <TopicFilter
          name={nameOf(open.arn)}
          policy={filterOf(open)}
          onClose={() => setEdited(null)}
          onPolicy={(filterPolicy) => choose(chosen.map((one) => (one === open ? { ...one, filterPolicy } : one)))}
        />
      )}
    </Part>
  );
}

/** Why these wishes are none, in the words of their schema; null where they are. */
export function problemOf(wishes: unknown): string | null {
  return SetupWishes.safeParse(wishes).error?.issues[0]?.message ?? null;
}

function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}
