import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ControlEvaluation, ItemRef, PopulationItem } from '../../../../shared/domain/frameworks/evaluation';
import { ExecutionId } from '../../../../shared/domain/primitives';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import type { Route } from '../../../store/route';
import { StateMark } from '../../../ui/state-mark';
import { Moment } from '../../../ui/time';
import classes from '../compliance.module.css';
import { figureWords, ofResult } from '../words';

type Evidence = ControlEvaluation['evidence'][number];

/** One piece of evidence: its result and why, its figures, how it is computed, and what was not as it should be. */
export function EvidenceView({ evidence }: { evidence: Evidence }): ReactNode {
  const { title, how, answers, result, reasons, figures, population } = evidence;
  return (
    <article className={classes.evidence}>
      <h4 className={classes.evidenceHead}>
        {title} <StateMark spoken={ofResult(result)} />
      </h4>
      {answers === '' ? null : <p className={classes.dim}>{answers}</p>}
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {figures.length === 0 ? null : (
        <dl className={classes.figures}>
          {figures.map((figure) => (
            <div key={figure.label} style={{ display: 'contents' }}>
              <dt>{figure.label}</dt>
              <dd>{figureWords(figure)}</dd>
            </div>
          ))}
        </dl>
      )}
      <details>
        <summary>{t('compliance.how')}</summary>
        <p className={classes.dim}>{how}</p>
      </details>
      {population === null ? null : (
        <>
          {population.exceptionCount === 0 ? null : (
            <details open={population.exceptionCount <= 5}>
              <summary>
                {t('compliance.exceptions', { count: population.exceptionCount, size: population.size, what: population.what })}
              </summary>
              <Items items={population.exceptions} label={t('compliance.exceptionsOf', { title })} />
              {population.exceptionCount > population.exceptions.length ? (
                <p className={classes.dim}>{t('compliance.firstShown', { n: population.exceptions.length })}</p>
              ) : null}
            </details>
          )}
          {population.size === 0 ? null : (
            <details>
              <summary>{t('compliance.sample', { n: population.sampled, size: population.size, what: population.what })}</summary>
              <p className={classes.dim}>{t('compliance.sampleHow')}</p>
              <Items items={population.sample} label={t('compliance.sampleOf', { title })} />
            </details>
          )}
        </>
      )}
    </article>
  );
}

function Items({ items, label }: { items: readonly (PopulationItem & { readonly why?: string })[]; label: string }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ul className={classes.items} tabIndex={0} aria-label={label}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two items may be alike, and the list never changes
        <li key={index} className={classes.item}>
          <ItemLink item={item} />
          {item.at === null ? null : (
            <>
              {' · '}
              <Moment at={item.at} />
            </>
          )}
          {item.auditSeq === null ? null : (
            <span className={classes.dim}>{` · ${t('compliance.entry', { seq: String(item.auditSeq) })}`}</span>
          )}
          {item.why === undefined ? null : <div>{item.why}</div>}
        </li>
      ))}
    </ul>
  );
}

function ItemLink({ item }: { item: PopulationItem }): ReactNode {
  const go = useGo();
  const place = placeOf(item.ref);
  if (place === null) return item.what;
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => go(place)}>
      {item.what}
    </Anchor>
  );
}

function placeOf(ref: ItemRef | null): Route | null {
  if (ref?.kind === 'execution') return { screen: 'live', executionId: ExecutionId.parse(ref.id) };
  return ref?.kind === 'incident' ? { screen: 'incident', incidentId: ref.id } : null;
}
