import type { ReactNode } from 'react';
import { t } from '../../../language/language';
import { useGo } from '../../../store/page';
import { EmptyState } from '../../../ui/empty-state';
import screen from '../../../ui/screen.module.css';
import { SkeletonRows } from '../../../ui/skeleton-rows';
import classes from '../compliance.module.css';
import { ControlPanel } from '../panel/control-panel';
import { useEvaluations, type useFrameworks } from '../use-frameworks';
import { ControlTable } from './control-table';
import { FrameworkCards } from './framework-cards';
import { FrameworkHead } from './framework-head';

interface ControlsPartProps {
  readonly id: string | null;
  readonly period: string;
  readonly frameworks: ReturnType<typeof useFrameworks>;
}

/** Every framework with its totals; of the chosen one, its controls. */
export function ControlsPart({ id, period, frameworks }: ControlsPartProps): ReactNode {
  const go = useGo();
  const listed = (frameworks.value ?? []).filter(({ problems }) => problems.length === 0);
  const evaluations = useEvaluations(
    listed.map(({ frameworkId }) => frameworkId),
    period,
  );
  const [wantedId = '', ...rest] = (id ?? '').split(':');
  const controlId = rest.length === 0 ? null : rest.join(':');
  const chosen = listed.find(({ frameworkId }) => frameworkId === wantedId) ?? listed[0];
  const evaluated = chosen === undefined ? undefined : evaluations.value?.[chosen.frameworkId];
  const problem = frameworks.problem ?? evaluations.problem ?? (evaluated?.ok === false ? evaluated.problem : null);
  if (frameworks.value !== null && chosen === undefined)
    return <EmptyState text={t('compliance.noFramework')} next={t('compliance.noFrameworkNext')} />;
  const value = chosen !== undefined && evaluated?.ok === true ? evaluated.value : null;
  const open = value?.controls.find((one) => one.controlId === controlId) ?? null;
  const show = (frameworkId: string, shown: string | null): void =>
    go({ screen: 'compliance', tab: 'controls', id: `${frameworkId}${shown === null ? '' : `:${shown}`}` });
  return (
    <div className={open === null ? screen.only : classes.split}>
      <div className={classes.beside}>
        {problem === null ? null : (
          <p role="status" className={classes.problem}>
            {t('compliance.notRead', { why: problem })}
          </p>
        )}
        <FrameworkCards
          frameworks={listed}
          evaluations={evaluations.value ?? {}}
          chosenId={chosen?.frameworkId ?? null}
          size={open === null ? 'whole' : 'small'}
          onChoose={(frameworkId) => show(frameworkId, null)}
        />
        {chosen === undefined || value === null ? (
          problem === null ? (
            <div className={screen.skeleton}>
              <SkeletonRows rows={12} label={t('compliance.reading')} />
            </div>
          ) : null
        ) : (
          <>
            {open === null ? <FrameworkHead listed={chosen} evaluation={value} /> : null}
            <ControlTable
              key={chosen.frameworkId}
              controls={value.controls}
              openId={open?.controlId ?? null}
              onOpen={(shown) => show(chosen.frameworkId, shown)}
            />
          </>
        )}
      </div>
      {chosen === undefined || open === null ? null : (
        <ControlPanel
          key={open.controlId}
          frameworkId={chosen.frameworkId}
          control={open}
          again={evaluations.again}
          onClose={() => show(chosen.frameworkId, null)}
        />
      )}
    </div>
  );
}
