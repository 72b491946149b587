import type { ReactNode } from 'react';
import type { ForecastWarning } from '../../../../shared/domain/prediction/forecast';
import type { Participant } from '../../../../shared/domain/view';
import { t } from '../../../language/language';
import { chanceWords } from '../../../ui/forecast/forecast-words';
import { formatClock } from '../../../ui/format';
import { SeverityBadge } from '../../../ui/severity-badge';
import { severityRank } from '../../../ui/tone';
import classes from './forecast-panel.module.css';

interface WarningListProps {
  readonly warnings: readonly ForecastWarning[];
  readonly participants: readonly Participant[];
  readonly onServer: (participant: Participant) => void;
  readonly onWave: (waveNumber: number) => void;
}

/** What speaks for trouble ahead, the gravest first, with its evidence, what to do, and the way to the server or wave. */
export function WarningList({ warnings, ...ways }: WarningListProps): ReactNode {
  if (warnings.length === 0)
    return (
      <p className={classes.why}>
        {t('forecast.noWarnings')} {t('forecast.noWarningsNext')}
      </p>
    );
  return (
    <ul className={classes.warnings}>
      {gravestFirst(warnings).map((warning) => (
        <li key={warning.id} className={classes.warning}>
          <SeverityBadge severity={warning.severity} />
          <div className={classes.words}>
            <p>
              <b>{warning.title}</b>{' '}
              <span className={classes.dim}>{t('forecast.since', { at: formatClock(Date.parse(warning.since)) })}</span>
            </p>
            <p>{warning.summary}</p>
            <p className={classes.dim}>{warning.evidence.join(' ')}</p>
            <p>
              <span className={classes.dim}>{t('forecast.nextStep')}:</span> {warning.nextStep}
            </p>
          </div>
          <div className={classes.aside}>
            {warning.probability === null ? null : (
              <span>{t('forecast.likely', { chance: chanceWords(warning.probability) })}</span>
            )}
            <Where warning={warning} {...ways} />
          </div>
        </li>
      ))}
    </ul>
  );
}

export function gravestFirst(warnings: readonly ForecastWarning[]): readonly ForecastWarning[] {
  return [...warnings].sort((a, b) => severityRank[b.severity] - severityRank[a.severity]);
}

/** To the server it is about, else to the wave. */
function Where({
  warning,
  participants,
  onServer,
  onWave,
}: Omit<WarningListProps, 'warnings'> & { warning: ForecastWarning }): ReactNode {
  const server = participants.find(({ sourceServerId }) => sourceServerId === warning.sourceServerId);
  const { waveNumber } = warning;
  if (server !== undefined)
    return (
      <button type="button" className={classes.link} title={server.serverName} onClick={() => onServer(server)}>
        {server.serverName}
      </button>
    );
  if (waveNumber === null) return null;
  return (
    <button type="button" className={classes.link} onClick={() => onWave(waveNumber)}>
      {t('forecast.colWhat')} {waveNumber + 1}
    </button>
  );
}
