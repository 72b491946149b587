import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEngine, useGo, useView } from '../../store/page';
import { useCommand } from '../../store/use-command';
import { EmptyState } from '../../ui/empty-state';
import { count } from '../../ui/format';

/** Nothing has run yet: what is being watched, and the one thing to do next. */
export function NothingRuns(): ReactNode {
  const engine = useEngine();
  const plans = useView((view) => Object.keys(view.plans).length, 0);
  const servers = useView((view) => Object.keys(view.servers).length, 0);
  const command = useCommand();
  const go = useGo();
  const watched = `Watching ${count(plans, 'recovery plan')} and ${count(servers, 'source server')}. A drill or recovery appears here as soon as it starts.`;
  const again = (): void => void command('play the rehearsal again', (client) => client.rehearsal.restart({}));
  return (
    <EmptyState
      heading="Live"
      text="No drill and no recovery has run yet."
      next={watched}
      action={
        engine?.rehearsal === null || engine === null ? (
          <Button variant="default" onClick={() => go({ screen: 'servers', serverId: null })}>
            Check the servers’ readiness
          </Button>
        ) : (
          <Button onClick={again}>Play the rehearsal</Button>
        )
      }
    />
  );
}
