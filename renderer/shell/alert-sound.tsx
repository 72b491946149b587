import { useEffect, useRef } from 'react';
import type { Notice } from '../../shared/domain/notice';
import { useConsole, useView } from '../store/page';
import { openNotices } from '../store/selectors';
import { ring } from './ring';

/** A short sound when something new needs an answer: once for several at a time, not for what was open when the page came. */
export function AlertSound(): null {
  const open = useView((view): readonly Notice[] | null => openNotices(view.notices), null);
  const wanted = useConsole((data) => data.settings?.alerts.sound ?? false);
  const quiet = useConsole((data) => data.settings?.alerts.doNotDisturb ?? false);
  const heard = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (open === null) return;
    const before = heard.current;
    heard.current = new Set(open.map((notice) => notice.noticeId));
    if (before === null || !wanted) return;
    const fresh = open.filter((notice) => !before.has(notice.noticeId) && (!quiet || notice.severity === 'CRITICAL'));
    if (fresh.length > 0) ring(fresh.some((notice) => notice.severity === 'CRITICAL') ? 'urgent' : 'plain');
  }, [open, wanted, quiet]);
  return null;
}
