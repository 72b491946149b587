import { useEffect, useState } from 'react';
import type { LogQuery } from '../../../shared/contract/logs';
import type { ConsoleClient } from '../../bridge/client';
import { t } from '../../language/language';
import { usePage } from '../../store/page';
import { useCommand } from '../../store/use-command';

const lookMs = 700;

/** One query of this page, from its start to its end. */
export interface RunningQuery {
  readonly query: LogQuery | null;
  /** True from the click until the query has ended. */
  readonly busy: boolean;
  readonly start: (asked: Parameters<ConsoleClient['logs']['start']>[0]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts queries and looks after the newest until it has ended. One that was started before goes on without this page. */
export function useQuery(): RunningQuery {
  const { link, wall } = usePage();
  const command = useCommand();
  const [query, setQuery] = useState<LogQuery | null>(null);
  const [starting, setStarting] = useState(false);
  const running = query?.state === 'running' ? query.queryId : null;

  useEffect(() => {
    if (running === null) return;
    let cancel = (): void => undefined;
    let isOver = false;
    const look = async (): Promise<void> => {
      const found = await link
        .client()
        ?.logs.query({ queryId: running })
        .catch(() => null);
      if (isOver) return;
      if (found != null) setQuery((shown) => (shown?.queryId === found.queryId ? found : shown));
      if (found == null || found.state === 'running') cancel = wall.after(lookMs, () => void look());
    };
    cancel = wall.after(lookMs, () => void look());
    return () => {
      isOver = true;
      cancel();
    };
  }, [running, link, wall]);

  return {
    query,
    busy: starting || running !== null,
    async start(asked) {
      setStarting(true);
      const done = await command(t('logs.runTheQuery'), (client) => client.logs.start(asked));
      setStarting(false);
      if (done.ok) setQuery(done.value);
    },
    async stop() {
      if (running === null) return;
      const done = await command(t('logs.stopTheQuery'), (client) => client.logs.cancel({ queryId: running }));
      if (done.ok) setQuery(done.value);
    },
  };
}
