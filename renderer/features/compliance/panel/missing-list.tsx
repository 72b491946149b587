import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ControlEvaluation } from '../../../../shared/domain/frameworks/evaluation';
import { t } from '../../../language/language';
import { useRole } from '../../../store/use-role';
import { StateMark } from '../../../ui/state-mark';
import classes from '../compliance.module.css';
import { AttachForm } from './attach-form';

interface MissingListProps {
  readonly frameworkId: string;
  readonly controlId: string;
  readonly missing: ControlEvaluation['missing'];
  readonly onAttached: () => void;
}

/** What cannot be answered from here: what, by whom, and whether it is there. */
export function MissingList({ frameworkId, controlId, missing, onAttached }: MissingListProps): ReactNode {
  const role = useRole();
  const [openFor, setOpenFor] = useState<string | null>(null);
  return (
    <section>
      <h3 className={classes.heading}>{t('compliance.missing')}</h3>
      {missing.map(({ what, who, attachedAs }) => (
        <div key={what} className={classes.missing}>
          <div>{what}</div>
          <div className={classes.row}>
            <span className={classes.dim}>{who}</span>
            <StateMark
              spoken={
                attachedAs.length > 0
                  ? { tone: 'succeeded', word: t('compliance.attached', { count: attachedAs.length }) }
                  : { tone: 'waiting', word: t('compliance.notAttached') }
              }
            />
            {openFor === what || role === null || role === 'view' ? null : (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setOpenFor(what)}
                aria-label={t('compliance.attachTo', { what })}
              >
                {t('compliance.attach')}
              </Button>
            )}
          </div>
          {openFor === what ? (
            <AttachForm
              frameworkId={frameworkId}
              controlId={controlId}
              answers={what}
              onDone={(attached) => {
                setOpenFor(null);
                if (attached) onAttached();
              }}
            />
          ) : null}
        </div>
      ))}
    </section>
  );
}
