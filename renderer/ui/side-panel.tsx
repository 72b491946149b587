import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { t } from '../language/language';
import { usePage } from '../store/page';
import { Scroll } from './scroll';
import classes from './side-panel.module.css';
import { useEscape } from './use-escape';

/** The place beside a list where the facts behind one of its rows are shown. Escape closes it; nothing else moves. */
export function SidePanel({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }): ReactNode {
  useEscape(onClose);
  useLookedAt(title);
  return (
    <aside className={classes.panel} aria-label={t('ui.detailsOf', { title })}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <CloseButton size="sm" aria-label={t('ui.closeDetails')} onClick={onClose} />
      </div>
      <Scroll className={classes.body}>{children}</Scroll>
    </aside>
  );
}

/** An exercise asks whether somebody looked. */
function useLookedAt(title: string): void {
  const { ui } = usePage();
  useEffect(() => {
    ui.setState({ lookedAt: title });
    return () => ui.setState({ lookedAt: null });
  }, [ui, title]);
}
