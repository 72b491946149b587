import type { ReactNode } from 'react';
import type { ErrorPattern } from '../../../shared/domain/logs/error-pattern';
import { t } from '../../language/language';
import { SidePanel } from '../../ui/side-panel';
import { Moment } from '../../ui/time';
import classes from './logs.module.css';

/** One kind of error line: the newest of them in full, without its secrets. */
export function PatternPanel({ pattern, onClose }: { pattern: ErrorPattern; onClose: () => void }): ReactNode {
  return (
    <SidePanel title={t('logs.errorPattern')} onClose={onClose}>
      <dl className={classes.fields}>
        <div>
          <dt>{t('logs.whatTheLinesHaveInCommon')}</dt>
          <dd>{pattern.pattern}</dd>
        </div>
        <div>
          <dt>{t('logs.theNewestLine')}</dt>
          <dd>{pattern.sample}</dd>
        </div>
        <div>
          <dt>{t('logs.logGroup2')}</dt>
          <dd>{pattern.logGroup}</dd>
        </div>
        <div>
          <dt>{t('logs.counted')}</dt>
          <dd>
            {t('logs.countedInWords', {
              counted: pattern.count,
              hour: pattern.lastHour,
            })}
          </dd>
        </div>
        <div>
          <dt>{t('logs.firstAndLast')}</dt>
          <dd>
            <Moment at={pattern.firstAt} /> {t('logs.to')} <Moment at={pattern.lastAt} />
          </dd>
        </div>
      </dl>
    </SidePanel>
  );
}
