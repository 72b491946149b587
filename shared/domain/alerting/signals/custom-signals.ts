import type { ConsoleEvent } from '../../events';
import { CustomPage } from '../../notifications/custom-page';
import { shortKey } from '../../notifications/plan/short-key';
import type { DomainView } from '../../reconcile/domain-view';
import { noWishes, type Signal } from '../signal';
import { known, placeLabels } from './place-labels';

/** What scripts say: an event that names what it is about opens an alert by it and closes it; others are news, and no alert. */
export function customSignals(event: ConsoleEvent, view: DomainView): Signal[] {
  if (event.type !== 'custom.received') return [];
  const page = CustomPage.safeParse(event.data);
  if (!page.success) return [];
  const { at, source, name, severity, title, summary, contextId, executionId, data } = event;
  const said = CustomPage.shape.alertKey.parse(page.data.alertKey);
  return [
    {
      fingerprint: customFingerprint(said),
      state: page.data.resolved ? 'resolved' : 'firing',
      at,
      origin: 'custom',
      name,
      severity,
      title,
      summary,
      nextStep: '',
      labels: { ...ownLabels(data), source, kind: name, ...placeLabels({ contextId, executionId, sourceServerId: null }, view) },
      contextId,
      executionId,
      sourceServerId: null,
      noticeId: null,
      ruleId: null,
      value: null,
      threshold: null,
      because: page.data.resolved ? `${source} says that it is over.` : null,
      isTold: true,
      wishes: noWishes,
    },
  ];
}

/** The same `alertKey` is the same alert. */
export function customFingerprint(alertKey: string): string {
  return shortKey(`custom:${alertKey}`);
}

const MOST_LABELS = 30;

/** `data.labels` of a script, as far as they are texts or numbers. */
function ownLabels(data: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const { labels } = data;
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) return {};
  const entries = Object.entries(labels).slice(0, MOST_LABELS);
  return known(
    Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === 'string' || typeof value === 'number' ? String(value) : null]),
    ),
  );
}
