import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../language/language';
import { usePage } from '../store/page';
import classes from './side-panel.module.css';

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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className={classes.body} tabIndex={0}>
        {children}
      </div>
    </aside>
  );
}

/** Listens before anything else does: what lies above the panel must still be there to be closed first. */
function useEscape(onClose: () => void): void {
  const newest = useRef(onClose);
  newest.current = onClose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector(ABOVE) !== null) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

const ABOVE = '[aria-modal="true"], [role="dialog"], [role="menu"], [role="listbox"]';

/** An exercise asks whether somebody looked. */
function useLookedAt(title: string): void {
  const { ui } = usePage();
  useEffect(() => {
    ui.setState({ lookedAt: title });
    return () => ui.setState({ lookedAt: null });
  }, [ui, title]);
}
