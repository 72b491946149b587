import { Button, CloseButton } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { TooltipRenderProps } from 'react-joyride';
import { t } from '../../../language/language';
import classes from './tour.module.css';

/** What is said at one stop. Enter goes on, the arrows go back and forth, Escape ends it. */
export function TourCard({ controls, index, isLastStep, size, step }: TooltipRenderProps): ReactNode {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') controls.skip('button_skip');
      else if (event.key === 'ArrowRight') controls.next();
      else if (event.key === 'ArrowLeft' && index > 0) controls.prev();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [controls, index]);
  return (
    <div className={classes.card} role="dialog" aria-label={t('tours.ofScreen')}>
      <div className={classes.head}>
        <span className={classes.count}>{t('tours.step', { n: index + 1, of: size })}</span>
        <CloseButton size="sm" aria-label={t('tours.end')} onClick={() => controls.skip('button_close')} />
      </div>
      <p className={classes.text} aria-live="polite">
        {step.content}
      </p>
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" disabled={index === 0} onClick={() => controls.prev()}>
          {t('tours.back')}
        </Button>
        {/* What Joyride gives the focus to. */}
        <Button size="compact-sm" data-action="primary" onClick={() => controls.next()}>
          {isLastStep ? t('tours.done') : t('tours.next')}
        </Button>
      </div>
    </div>
  );
}
