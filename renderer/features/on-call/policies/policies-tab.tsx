import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EscalationPolicy } from '../../../../shared/domain/alerting/on-call/policy';
import { t } from '../../../language/language';
import { useDrafts } from '../../../store/drafts';
import { useAskBeforeLeaving } from '../../../store/use-ask-before-leaving';
import { freshIdIn, useItemEditing } from '../../../store/use-item-editing';
import { ConflictDialog } from '../../../ui/editing/conflict-dialog';
import classes from '../../../ui/editing/editing.module.css';
import { SideItem } from '../../../ui/editing/side-item';
import { EmptyState } from '../../../ui/empty-state';
import { ofSeverity } from '../../../ui/tone';
import { policyDrafts, policyItems } from '../on-call-items';
import { PeopleFirst } from '../people/people-first';
import type { OnCallTabProps } from '../people/people-tab';
import { PolicyEditor } from './policy-editor';
import { type ChannelChoice, targetName } from './target-select';

/** Escalation policies; the first that holds for an incident is its policy. */
export function PoliciesTab({
  store,
  id,
  readOnly,
  onOpen,
  channels,
}: OnCallTabProps & { channels: readonly ChannelChoice[] }): ReactNode {
  const drafts = useDrafts(policyDrafts);
  const editing = useItemEditing(store, drafts, policyItems, id, onOpen);
  useAskBeforeLeaving(editing.unsavedIds.length > 0);
  if (store.held === null) return null;
  const settings = store.held.value;
  const [first] = settings.schedules;
  const begin = (): void =>
    editing.begin(
      EscalationPolicy.parse({
        id: freshIdIn(policyItems, editing.all, 'policy'),
        name: t('onCall.newPolicy'),
        severities: ['HIGH', 'CRITICAL'],
        timeZone: first?.timeZone ?? 'UTC',
        steps: [{ delayMinutes: 0, targets: [firstTarget(settings.schedules, settings.people)] }],
      }),
    );
  const hasTargets = settings.people.length + settings.schedules.length > 0;
  const button = (
    <Button size="compact-sm" disabled={readOnly || !hasTargets} onClick={begin}>
      {t('onCall.addPolicy')}
    </Button>
  );
  if (editing.all.length === 0)
    return (
      <EmptyState
        text={t('onCall.noPolicy')}
        next={hasTargets ? t('onCall.noPolicyNext') : t('onCall.peopleFirst')}
        action={hasTargets ? button : <PeopleFirst />}
      />
    );
  return (
    <div className={classes.split}>
      <div className={classes.side}>
        <div className={classes.sideHead}>{button}</div>
        <p className={classes.dim}>{t('onCall.firstThatHolds')}</p>
        <ol className={classes.list}>
          {editing.all.map((policy) => (
            <SideItem
              key={policy.id}
              name={policy.name}
              selected={policy.id === id}
              off={!policy.enabled}
              unsaved={editing.unsavedIds.includes(policy.id)}
              onOpen={() => onOpen(policy.id)}
              {...(readOnly || editing.unsavedIds.length > 0 ? {} : { onMove: (by: -1 | 1) => void editing.move(policy.id, by) })}
            >
              {policy.severities.length === 0
                ? t('onCall.anySeverity')
                : policy.severities.map((severity) => ofSeverity(severity).word).join(', ')}
              {' · '}
              {policy.steps
                .flatMap(({ targets }) => targets.slice(0, 1))
                .map((target) => targetName(target, settings, channels))
                .join(' → ')}
            </SideItem>
          ))}
        </ol>
      </div>
      {editing.draft === null ? (
        <EmptyState text={t('onCall.choosePolicy')} />
      ) : (
        <PolicyEditor
          key={editing.draft.id}
          policy={editing.draft}
          editing={editing}
          settings={settings}
          channels={channels}
          readOnly={readOnly}
        />
      )}
      <ConflictDialog
        opened={editing.conflict !== null}
        what={t('onCall.thisPolicy')}
        changed={editing.conflict?.changed ?? null}
        onMine={() => void editing.keepMine()}
        onTheirs={editing.takeTheirs}
        onLater={editing.decideLater}
      />
    </div>
  );
}

function firstTarget(
  schedules: readonly { readonly id: string }[],
  people: readonly { readonly id: string }[],
): EscalationPolicy['steps'][number]['targets'][number] {
  const [schedule] = schedules;
  if (schedule !== undefined) return { kind: 'schedule', scheduleId: schedule.id };
  return { kind: 'person', personId: people[0]?.id ?? '' };
}
