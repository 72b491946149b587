import { instantOf } from '../../shared/domain/primitives';
import type { View } from '../../shared/domain/view';
import { launchFailed, minutes, payroll, threeWaves, viewOf, web } from './payroll-drill';
import { aContext, aNotice, anEngine, keyed, otherContextId } from './world';

/** The drill at moments worth looking at. Each scene is a whole view at one standing moment; `wallMs` is now. */

export function running(wallMs: number): View {
  return viewOf(minutes(20.9), wallMs, [payroll(20.9, {})]);
}

export function failed(wallMs: number): View {
  const now = minutes(25.4);
  const drill = payroll(25.4, {
    failing: 'app-03',
    status: 'FAILED',
    endedAtMin: 25.2,
    patch: {
      detail: ['siblings-still-launching'],
      summary: 'Wave 2 Application failed: app-03 did not launch. Its siblings are still launching.',
      errorCode: 'WAVE_LAUNCH_FAILED',
    },
  });
  const notices = [
    launchFailed(now, 0.6),
    aNotice('n-e1', 'CRITICAL', 'Payroll DR failed at wave 2 Application', now, 0.2, {
      kind: 'execution-failed',
      body: '1 server failed to launch.',
    }),
  ];
  return viewOf(now, wallMs, [drill], { notices: keyed(notices, (one) => one.noticeId) });
}

export function paused(wallMs: number): View {
  const now = minutes(29.9);
  const drill = payroll(29.9, { status: 'PAUSED', pausedBeforeWave: 2, patch: { summary: 'Wave 3 Web waits for approval.' } });
  const waits = aNotice('n-pause', 'HIGH', 'Wave 3 Web waits for approval', now, 4.6, {
    kind: 'execution-paused',
    body: 'Waves 1 and 2 have launched 8 servers.',
    nextStep: 'Check the launched servers, then resume.',
  });
  const done = aNotice('n-old', 'CRITICAL', 'app-03 failed to launch', now, 44, {
    resolvedAt: instantOf(now - 60_000),
    resolvedBecause: 'app-03 launched in a later execution.',
  });
  return viewOf(now, wallMs, [drill], { notices: keyed([waits, done], (one) => one.noticeId) });
}

export function completed(wallMs: number): View {
  const drill = payroll(60, {
    waves: [...threeWaves.slice(0, 2), { name: 'Web', servers: web, startsAtMin: 40, pause: true }],
    status: 'COMPLETED',
    endedAtMin: 51.9,
    patch: { summary: 'All 12 servers launched.', runStatus: 'SUCCEEDED' },
  });
  const view = viewOf(minutes(60), wallMs, [drill]);
  return {
    ...view,
    engine: {
      engine: anEngine(minutes(60), wallMs, {
        busy: false,
        rehearsal: { scenario: 'payroll-drill', variant: null, operator: 'script', ended: true },
      }),
    },
  };
}

export function recovery(wallMs: number): View {
  const now = minutes(20.9);
  const real = payroll(20.9, { executionType: 'RECOVERY', contextId: otherContextId });
  const view = viewOf(now, wallMs, [real]);
  return {
    ...view,
    engine: { engine: anEngine(now, wallMs, { rehearsal: null }) },
    contexts: keyed(
      [
        aContext(otherContextId, 'payroll-prod', {
          environment: 'production',
          colour: 'orange',
          rehearsal: false,
          region: 'eu-west-1',
          profile: 'payroll-prod',
        }),
      ],
      (one) => one.contextId,
    ),
  };
}

export function idle(wallMs: number): View {
  const view = viewOf(minutes(0), wallMs, []);
  return { ...view, engine: { engine: anEngine(minutes(0), wallMs, { busy: false, rehearsal: null }) } };
}
