import { z } from 'zod';
import { createOutgoingHttp } from '../../channels/http/create-outgoing-http';
import { openSocket } from '../../channels/http/outgoing-socket';
import { type SocketMode, startSocketMode } from '../../channels/slack/socket-mode';
import { followedChannels } from './followed';
import { LOOK_EVERY_MS, type PollParts, pollReplies } from './poll-replies';
import { answerPressed, tellPresser } from './slack-answers';

/** Answers from outside: tickets and pages that are asked for, buttons that are pressed. */
export interface Replies {
  /** Once what happens can be recorded. */
  start(): void;
  /** Asks now, and opens and closes connections as the settings want them now. */
  look(): Promise<void>;
  /** Connections to Slack that are open and greeted. */
  connections(): number;
  stop(): void;
}

interface Parts extends Omit<PollParts, 'http'> {
  readonly rehearsal: boolean;
}

const Slack = z.object({ AppToken: z.string(), ApiUrl: z.string().optional() });

/** Fetches answers without a port of its own. A rehearsal hears only what is on this machine. */
export function openReplies({ rehearsal, ...parts }: Parts): Replies {
  const { ports, store } = parts;
  const { wall, log } = ports;
  const stopping = new AbortController();
  const allowedPrivateHosts = () => store.current().Defaults.AllowedPrivateHosts;
  const http = createOutgoingHttp({ wall, allowedPrivateHosts, onlyLoopback: rehearsal });
  const poll = pollReplies({ ...parts, http });
  /** One for each app token, whatever number of channels use it. */
  const connections = new Map<string, SocketMode>();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await connect().catch((thrown: unknown) => log.error({ error: thrown }, 'no connection to Slack could be prepared'));
      await wall.sleep(LOOK_EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  async function connect(): Promise<void> {
    const wanted = new Map<string, { readonly appToken: string; readonly apiUrl: string }>();
    for (const { carrier, configuration } of await followedChannels(store)) {
      const settings = carrier === 'slack-bot' ? Slack.safeParse(configuration).data : undefined;
      if (settings === undefined) continue;
      const apiUrl = (settings.ApiUrl ?? 'https://slack.com/api').replace(/\/+$/, '');
      wanted.set(`${apiUrl} ${settings.AppToken}`, { appToken: settings.AppToken, apiUrl });
    }
    if (stopping.signal.aborted) return;
    for (const [key, connection] of connections) {
      if (wanted.has(key)) continue;
      connection.stop();
      connections.delete(key);
    }
    for (const [key, { appToken, apiUrl }] of wanted) {
      if (connections.has(key)) continue;
      connections.set(
        key,
        startSocketMode({
          ports,
          http,
          openSocket: (url) => openSocket(url, { allowedPrivateHosts: allowedPrivateHosts(), onlyLoopback: rehearsal }),
          appToken,
          apiUrl,
          onPressed(pressed) {
            const words = answerPressed(pressed, parts);
            if (words !== null) void tellPresser(pressed, words, http, stopping.signal);
          },
        }),
      );
    }
  }

  return {
    start() {
      poll.start();
      void run();
    },
    async look() {
      await connect();
      await poll.look();
    },
    connections: () => [...connections.values()].filter((one) => one.isConnected()).length,
    stop() {
      stopping.abort();
      poll.stop();
      for (const connection of connections.values()) connection.stop();
      http.close();
    },
  };
}
