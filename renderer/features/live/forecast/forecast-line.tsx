import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Forecast } from '../../../../shared/domain/prediction/forecast';
import { t } from '../../../language/language';
import { Rich } from '../../../language/rich';
import { useEngine } from '../../../store/page';
import { Chance } from '../../../ui/forecast/chance';
import { ForecastSwatch } from '../../../ui/forecast/forecast-swatch';
import { foreseenClock, momentsOf, unknownWords } from '../../../ui/forecast/forecast-words';
import { useOldSince } from '../../../ui/forecast/use-forecast';
import { WarnIcon } from '../../../ui/forecast/warn-icon';
import { formatClock, formatLag } from '../../../ui/format';
import { StateIcon } from '../../../ui/state-mark';
import classes from './forecast-line.module.css';
import { gravestFirst } from './warning-list';

interface ForecastLineProps {
  readonly forecast: Forecast;
  /** Shows what speaks for the warnings. */
  readonly onWarnings: () => void;
}

const bold = (words: string): ReactNode => <b>{words}</b>;

/** What is foreseen of the execution, in one line: when it finishes, whether it keeps its objectives, and what warns. */
export function ForecastLine({ forecast, onWarnings }: ForecastLineProps): ReactNode {
  const oldMs = useOldSince(forecast);
  const fromMs = Date.parse(forecast.at);
  return (
    <section className={classes.line} data-old={oldMs !== null || undefined} aria-label={t('forecast.title')}>
      <span className={classes.name} title={t('forecast.isForeseen')}>
        <ForecastSwatch /> {t('forecast.title')}
      </span>
      <Finish forecast={forecast} fromMs={fromMs} />
      <Chance rto={forecast.rto} fromMs={fromMs} />
      <RecoveryPoint rpo={forecast.rpo} />
      {oldMs === null ? (
        <Basis forecast={forecast} />
      ) : (
        <span className={classes.old} title={t('forecast.oldHelp')}>
          <StateIcon tone="unknown" size={13} /> {t('forecast.asOf', { at: formatClock(oldMs) })}
        </span>
      )}
      <span className={classes.space} />
      <FirstWarning warnings={forecast.warnings} onWarnings={onWarnings} />
    </section>
  );
}

function Finish({ forecast, fromMs }: { forecast: Forecast; fromMs: number }): ReactNode {
  const { finish, isWaiting, state, why } = forecast;
  if (finish === null) {
    const heading = unknownWords(forecast);
    return (
      <span className={classes.unknown} title={why}>
        <StateIcon tone="unknown" size={13} /> <b>{heading}</b>
        {state === 'not-enough-history' ? <span className={classes.dim}>: {why}</span> : null}
      </span>
    );
  }
  const { earliest, latest, middle } = momentsOf(finish, fromMs);
  return (
    <span className={classes.fact} title={t('forecast.finishHelp', momentsOf(finish, fromMs))}>
      <Rich text={t('forecast.finishesAbout', { at: foreseenClock(finish.middle, fromMs) })} parts={{ b: bold }} />
      {earliest === middle && latest === middle ? null : ` ${t('forecast.within', { from: earliest, to: latest })}`}
      {isWaiting ? <em className={classes.waiting}>, {t('forecast.asIfResumed')}</em> : null}
    </span>
  );
}

function RecoveryPoint({ rpo }: { rpo: Forecast['rpo'] }): ReactNode {
  if (rpo === null || (rpo.expectedSeconds === null && rpo.unknown === 0)) return null;
  const { expectedSeconds, objectiveMinutes, serverName, unknown } = rpo;
  const over = expectedSeconds !== null && objectiveMinutes !== null && expectedSeconds > objectiveMinutes * 60;
  const lag = expectedSeconds === null ? t('forecast.rpoNotKnown') : formatLag(expectedSeconds);
  const title = [
    t('forecast.rpoHelp'),
    ...(serverName === null ? [] : [t('forecast.rpoOf', { server: serverName })]),
    ...(unknown === 0 ? [] : [t('forecast.rpoUnknown', { count: unknown })]),
  ].join(' ');
  return (
    <span className={classes.fact} data-over={over || undefined} title={title}>
      {over ? <StateIcon tone="failed" size={13} /> : null}{' '}
      <Rich text={t('forecast.recoveryPoint', { lag })} parts={{ b: bold }} />{' '}
      {objectiveMinutes === null || expectedSeconds === null ? null : (
        <span className={classes.dim}>{t('forecast.ofAllowed', { allowed: formatLag(objectiveMinutes * 60) })}</span>
      )}
    </span>
  );
}

/** How many executions it rests on; in a rehearsal those were simulated. */
function Basis({ forecast: { basis, finish, why } }: { forecast: Forecast }): ReactNode {
  const simulated = useEngine()?.rehearsal != null;
  if (finish === null) return null;
  return (
    <span className={classes.basis} title={why}>
      {t(simulated ? 'forecast.simulated' : 'forecast.restsOn', { count: basis.executions })}
    </span>
  );
}

function FirstWarning({ warnings, onWarnings }: { warnings: Forecast['warnings']; onWarnings: () => void }): ReactNode {
  const [first] = gravestFirst(warnings);
  if (first === undefined) return null;
  const count = t('forecast.warnings', { count: warnings.length });
  return (
    <button
      type="button"
      className={classes.warnings}
      data-severity={first.severity}
      onClick={onWarnings}
      title={`${first.title}. ${first.summary}`}
      aria-label={t('forecast.openWarnings', { warnings: count, first: first.title })}
    >
      <WarnIcon />
      <b className={classes.count}>{count}</b> <span className={classes.first}>{first.title}</span>
      <IconChevronRight size={14} aria-hidden="true" />
    </button>
  );
}
