import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from '../../../../language/language';
import classes from '../templates.module.css';

/** An Adaptive Card, drawn by Microsoft's own library, which is loaded when the first card is looked at. */
export function CardPreview({ card }: { card: Readonly<Record<string, unknown>> }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    void import('./draw-card').then(
      ({ drawCard }) => {
        if (isOver || place.current === null) return;
        const drawn = drawCard(card);
        setProblem(drawn.ok ? null : drawn.error);
        place.current.replaceChildren(...(drawn.ok ? [drawn.value] : []));
      },
      () => setProblem(t('notificationTemplates.theLibraryThatDrawsCardsCould')),
    );
    return () => {
      isOver = true;
    };
  }, [card]);
  return (
    <>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <div className={classes.card} ref={place} />
    </>
  );
}
