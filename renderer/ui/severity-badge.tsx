import type { ReactNode } from 'react';
import type { Severity } from '../../shared/domain/notice';
import { t } from '../language/language';
import classes from './severity-badge.module.css';

/** Severity as shape, word and colour; the shapes differ from those of states, since a severity is not a state. */
export function SeverityBadge({ severity }: { severity: Severity }): ReactNode {
  return (
    <span className={classes.badge} data-severity={severity}>
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {shapeOf(severity)}
      </svg>
      {t(`ui.severity:${severity}`)}
    </span>
  );
}

function shapeOf(severity: Severity): ReactNode {
  switch (severity) {
    case 'CRITICAL':
      return (
        <>
          <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />
          <path d="M8 4v5m0 2v1" stroke="var(--on-tone)" strokeWidth="2" />
        </>
      );
    case 'HIGH':
      return (
        <>
          <path d="M8 1.5 15.5 14.5H.5z" fill="currentColor" />
          <path d="M8 6v4m0 1.5v1.2" stroke="var(--on-tone)" strokeWidth="1.8" />
        </>
      );
    case 'MEDIUM':
      return <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor" />;
    case 'LOW':
      return <path d="m3 5.5 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />;
    case 'INFO':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.8">
          <circle cx="8" cy="8" r="6.4" />
          <path d="M8 7v5M8 4v1.6" />
        </g>
      );
  }
}
