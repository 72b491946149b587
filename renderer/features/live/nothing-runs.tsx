import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../language/language';
import { useEngine, useGo, useView } from '../../store/page';
import { useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';

/** Nothing has run yet: what is being watched, and the one thing to do next. */
export function NothingRuns(): ReactNode {
  const engine = useEngine();
  const plans = useView((view) => Object.keys(view.plans).length, 0);
  const servers = useView((view) => Object.keys(view.servers).length, 0);
  const command = useCommand();
  const go = useGo();
  const watched = t('live.watching', {
    plans: t('live.plansWatched', { count: plans }),
    servers: t('live.serversWatched', { count: servers }),
  });
  const again = (): void => void command(t('live.doPlayAgain'), (client) => client.rehearsal.restart({}));
  return (
    <EmptyState
      heading={t('live.live')}
      text={t('live.nothingRan')}
      next={watched}
      action={
        engine?.rehearsal === null || engine === null ? (
          <Button variant="default" onClick={() => go({ screen: 'servers', serverId: null })}>
            {t('live.checkReadiness')}
          </Button>
        ) : (
          <Button onClick={again}>{t('live.playRehearsal')}</Button>
        )
      }
    />
  );
}
