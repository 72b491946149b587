import { useCallback, useEffect, useState } from 'react';
import type { AlertConfiguration } from '../../../shared/domain/alerting/rules/configuration';
import type { RuleFinding } from '../../../shared/domain/alerting/rules/report';
import type { ConsoleClient } from '../../bridge/client';
import { usePage } from '../../store/page';
import { useAsked } from '../../store/use-asked';

/** A rule is checked once its author's hand rests for so long. */
const SETTLE_MS = 500;
const NAMES_MS = 120_000;

/** What the engine has to say of a rule as it stands: that it can never fire, would always fire, names what is not there. */
export function useFindings(rule: AlertConfiguration): readonly RuleFinding[] {
  const { link, wall } = usePage();
  const [findings, setFindings] = useState<readonly RuleFinding[]>([]);
  const text = JSON.stringify(rule);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what says the same asks the same
  useEffect(() => {
    let isOver = false;
    const cancel = wall.after(SETTLE_MS, () => {
      const client = link.client();
      if (client === null) return;
      client.alertRules.check({ rule }).then(
        ({ items }) => !isOver && setFindings(items),
        () => !isOver && setFindings([]),
      );
    });
    return () => {
      isOver = true;
      cancel();
    };
  }, [text, link, wall]);
  return findings;
}

interface Named {
  readonly value: string;
  readonly label: string;
}

export interface RuleNames {
  readonly policies: readonly Named[];
  readonly runbooks: readonly Named[];
}

/** Policies and runbooks a rule may name. */
export function useRuleNames(): RuleNames {
  const read = useCallback(
    async (client: ConsoleClient): Promise<RuleNames> => ({
      policies: (await client.onCall.settings.get({})).body.policies.map(({ id, name }) => ({ value: id, label: name })),
      runbooks: (await client.runbooks.list({ limit: 1000 })).items.map(({ runbookId, title }) => ({
        value: runbookId,
        label: title,
      })),
    }),
    [],
  );
  return useAsked(read, NAMES_MS).value ?? { policies: [], runbooks: [] };
}
