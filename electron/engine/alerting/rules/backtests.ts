import { compileRule } from '../../../../shared/domain/alerting/rules/compile';
import type { AlertConfiguration } from '../../../../shared/domain/alerting/rules/configuration';
import type { Backtest } from '../../../../shared/domain/alerting/rules/report';
import { unreachable } from '../../../../shared/lib/unreachable';
import type { Core } from '../../engine-api';
import type { Journal } from '../../journal/journal';
import type { Ports } from '../../ports';
import { createTurns } from '../../storage/turns';
import type { PointStore } from '../../telemetry/point-store';
import { type Span, tryMeasured } from './trial';
import { tryEvents } from './try-events';
import { tryStates } from './try-states';

interface BacktestParts {
  readonly core: Pick<Core, 'view' | 'settings'>;
  readonly wall: Pick<Ports['wall'], 'monoMs'>;
  readonly points: Pick<PointStore, 'query'>;
  readonly journal: Pick<Journal, 'replay' | 'commits' | 'lastSeq'>;
}

/** What a rule would have done between two instants (epoch milliseconds); the rule must be one that can be read. One after the other. */
export type TryRule = (rule: AlertConfiguration, span: Span) => Promise<Backtest>;

export function createBacktests({ core, wall, points, journal }: BacktestParts): TryRule {
  const inTurn = createTurns();

  async function work(configuration: AlertConfiguration, span: Span): Promise<Backtest> {
    const compiled = compileRule(configuration);
    if (!compiled.ok) throw new Error(`A rule that cannot be read was tried: ${compiled.error[0]?.message}`);
    const rule = compiled.value;
    const { monoMs } = wall;
    switch (rule.subject.type) {
      case 'metric':
      case 'expression':
        return tryMeasured(rule, span, { points, view: core.view(), monoMs });
      case 'event':
        return tryEvents(rule, span, { journal, view: core.view() });
      case 'state':
        return tryStates(rule, span, { journal, settings: core.settings(), monoMs });
      default:
        return unreachable(rule.subject);
    }
  }

  return (rule, span) => inTurn(() => work(rule, span));
}
