import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import type { RuleStanding } from '../../../shared/domain/alerting/rules/report';
import { isEqual } from '../../../shared/lib/equal';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { useDrafts } from '../../store/drafts';
import { find, replaced } from '../../store/items';
import { ruleDrafts } from '../../store/rule-drafts';
import { useAskBeforeLeaving } from '../../store/use-ask-before-leaving';
import { useAsked } from '../../store/use-asked';
import { tell } from '../../store/use-command';
import { useDocument } from '../../store/use-document';
import { freshIdIn, useItemEditing } from '../../store/use-item-editing';
import { useRole } from '../../store/use-role';
import { ConflictDialog } from '../../ui/editing/conflict-dialog';
import { EmptyState } from '../../ui/empty-state';
import screen from '../../ui/screen.module.css';
import { Scroll } from '../../ui/scroll';
import { SkeletonRows } from '../../ui/skeleton-rows';
import classes from './alert-rules.module.css';
import { RuleEditor } from './editor/rule-editor';
import { Exchange } from './exchange/exchange';
import { Library } from './library/library';
import { NEW_RULE, ruleItems, rulesDocument } from './rules-document';
import { RulesTable } from './rules-table';

const STANDINGS_MS = 5_000;
/** In the address, in place of a rule's id; no id has a blank. */
const LIBRARY = 'library of rules';
const readStandings = async (client: ConsoleClient): Promise<readonly RuleStanding[]> =>
  (await client.alertRules.states({})).items;

/** The operator's own alert rules: a list, a library of ready ones, and the workbench for one. */
export function RulesPart({ id, onOpen }: { id: string | null; onOpen: (id: string | null) => void }): ReactNode {
  const store = useDocument(rulesDocument);
  const drafts = useDrafts(ruleDrafts);
  const edited = useItemEditing(store, drafts, ruleItems, id, onOpen);
  const standings = useAsked(readStandings, STANDINGS_MS);
  const readOnly = useRole() === 'view';
  const [exchanging, setExchanging] = useState(false);
  useAskBeforeLeaving(edited.unsavedIds.length > 0);
  const { held } = store;
  if (held === null)
    return store.problem === null ? (
      <SkeletonRows rows={12} label={t('alertRules.reading')} />
    ) : (
      <EmptyState text={t('alertRules.couldNotBeRead', { problem: store.problem })} next={t('alertRules.triedAgain')} />
    );
  const begin = (): void =>
    edited.begin({
      AlertId: freshIdIn(ruleItems, edited.all, NEW_RULE),
      Name: t('alertRules.newRule'),
      Enabled: false,
      Severity: 'MEDIUM',
      Conditions: {
        MetricName: 'ServerLag',
        Operator: 'GREATER_THAN',
        Threshold: 900,
        EvaluationPeriods: 5,
        DatapointsToAlarm: 3,
        Period: 60,
      },
    });
  const turn = async (rule: AlertConfiguration, on: boolean): Promise<void> => {
    const base = await store.again();
    const now = base === null ? null : find(ruleItems, base.value, rule.AlertId);
    if (base === null || now === null) return tell(t('alerting.somebodySavedMeanwhile'));
    if (!isEqual({ ...now, Enabled: on }, now)) {
      const why = await store.save(base, replaced(ruleItems, base.value, { ...now, Enabled: on }));
      if (why !== null) return tell(why.conflict ? t('alerting.somebodySavedMeanwhile') : why.message);
    }
    standings.again();
  };
  const tools = (
    <div className={classes.head}>
      <Button size="compact-sm" disabled={readOnly} onClick={() => onOpen(LIBRARY)}>
        {t('alertRules.fromLibrary')}
      </Button>
      <Button size="compact-sm" variant="default" disabled={readOnly} onClick={begin}>
        {t('alertRules.addRule')}
      </Button>
      <span className={classes.space} />
      <Button size="compact-sm" variant="default" onClick={() => setExchanging(true)}>
        {t('alertRules.importAndExport')}
      </Button>
    </div>
  );
  const content = (): ReactNode => {
    if (id === LIBRARY)
      return (
        <Scroll className={screen.scroll}>
          <Library rules={edited.all} readOnly={readOnly} onTake={edited.begin} onOpen={onOpen} onBack={() => onOpen(null)} />
        </Scroll>
      );
    if (edited.draft !== null)
      return (
        <RuleEditor
          key={edited.draft.AlertId}
          rule={edited.draft}
          edited={edited}
          readOnly={readOnly}
          onBack={() => onOpen(null)}
        />
      );
    return (
      <Scroll className={screen.scroll}>
        <div className={classes.page}>
          {tools}
          {edited.all.length === 0 ? (
            <EmptyState text={t('alertRules.noRules')} next={t('alertRules.noRulesNext')} />
          ) : (
            <RulesTable
              rules={edited.all}
              unsaved={edited.unsavedIds}
              standings={new Map((standings.value ?? []).map((one) => [one.alertId, one]))}
              readOnly={readOnly}
              onOpen={onOpen}
              onSwitch={(rule, on) => void turn(rule, on)}
            />
          )}
        </div>
      </Scroll>
    );
  };
  return (
    <>
      {content()}
      <ConflictDialog
        opened={edited.conflict !== null}
        what={t('alertRules.thisRule')}
        changed={edited.conflict?.changed ?? null}
        onMine={() => void edited.keepMine()}
        onTheirs={edited.takeTheirs}
        onLater={edited.decideLater}
      />
      <Exchange
        opened={exchanging}
        onClose={() => setExchanging(false)}
        store={store}
        selected={edited.draft}
        readOnly={readOnly}
      />
    </>
  );
}
