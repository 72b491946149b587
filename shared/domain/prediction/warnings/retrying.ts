import { aWarning, type Warn } from './warning';

/** DRS counts up to three attempts; the last one has nothing behind it. */
const FAILS_AGAIN = [0.15, 0.4, 0.6] as const;

/** A launch that failed and is being tried again: it shows in the job log alone, long before anything fails. */
export const retrying: Warn = (judged) =>
  judged.course.servers.flatMap((server) => {
    const failures = server.retries + (server.awaitsRetry ? 1 : 0);
    if (server.outcome !== 'open' || failures === 0) return [];
    const error = judged.participants.find(({ sourceServerId }) => sourceServerId === server.sourceServerId)?.rawError ?? null;
    const times = failures === 1 ? 'once' : `${failures} times`;
    return [
      aWarning(judged, {
        id: `retrying/${server.sourceServerId}`,
        kind: 'retrying',
        severity: failures > 1 ? 'HIGH' : 'MEDIUM',
        probability: FAILS_AGAIN[Math.min(failures, FAILS_AGAIN.length) - 1] ?? null,
        waveNumber: server.waveNumber,
        sourceServerId: server.sourceServerId,
        serverName: server.serverName,
        title: `${server.serverName} is being launched again`,
        summary: `The launch of ${server.serverName} failed ${times} and DRS tries again. Its wave ends later, and the execution fails if the last attempt does.`,
        nextStep: 'Read the error in the job log now: a full subnet or a missing right can be mended before the last attempt.',
        evidence: [`${failures} failed ${failures === 1 ? 'attempt' : 'attempts'}.`, ...(error === null ? [] : [error])],
      }),
    ];
  });
