import { z } from 'zod';
import { type FaultReceiver, startFaultReceiver } from '../../../electron/engine/channels/testing/fault-receiver';
import { jiraSite } from '../../../electron/engine/channels/testing/jira-site';
import { serviceNowInstance } from '../../../electron/engine/channels/testing/servicenow-instance';
import { Incident, IncidentEntry } from '../../../shared/domain/alerting/incident';
import { expect, test } from '../fixtures';
import { type Served, startServe } from '../serve';
import { asked, putSettings } from './notify';

/** Tickets elsewhere: opened once whatever happens, and whoever takes one there has taken the incident. */

const Incidents = z.object({ items: z.array(Incident) });
const Whole = z.object({ incident: Incident, entries: z.array(IncidentEntry) });

const page = (resolved: boolean) => ({
  events: [
    {
      source: 'probe',
      name: 'tablespace',
      severity: 'HIGH',
      title: 'Tablespace of db-01 is full',
      data: { alertKey: 'db-01', resolved },
    },
  ],
});

async function newestOf(serve: Served): Promise<Incident | undefined> {
  return Incidents.parse(await serve.get('/incidents?limit=1')).items[0];
}

const ticketsTo = (serviceNow: FaultReceiver, jira: FaultReceiver) => ({
  Notifications: [
    {
      NotificationId: 'tickets',
      Name: 'Tickets',
      EventFilters: { EventTypes: ['incident.*'] },
      Channels: [
        { Type: 'SERVICENOW', Configuration: { InstanceUrl: serviceNow.origin, User: 'tocsin', Password: 'instance-secret' } },
        {
          Type: 'JIRA',
          Configuration: {
            SiteUrl: jira.origin,
            Deployment: 'CLOUD',
            User: 'tocsin@example.com',
            ApiToken: 'site-secret',
            Project: 'OPS',
          },
        },
      ],
    },
  ],
});

test.describe('tickets', () => {
  test.setTimeout(180_000);

  test('are opened once though the console is killed while they are, and are answered and ended with the incident', async ({
    dataDir,
  }) => {
    const args = ['--data-dir', dataDir, '--rehearse', 'payroll-drill', '--operator', 'human', '--speed', '1'];
    const [instance, site] = [serviceNowInstance(), jiraSite()];
    const [serviceNow, jira] = [await startFaultReceiver(), await startFaultReceiver()];
    // Both make the ticket, and neither says so: the worst moment to be killed.
    for (const [receiver, { script }] of [
      [serviceNow, instance],
      [jira, site],
    ] as const)
      receiver.behave((request, nth) => {
        const answer = script(request, nth);
        return request.method === 'POST' ? { kind: 'hang-after-reading' } : answer;
      });
    const first = await startServe(args);
    expect((await putSettings(first, ticketsTo(serviceNow, jira))).status).toBe(200);
    expect((await asked(first, 'POST', '/alerts/events', page(false))).status).toBe(200);
    await expect.poll(() => [instance.incidents.length, site.issues.length], { timeout: 60_000 }).toEqual([1, 1]);
    expect(await first.stop('SIGKILL')).toBeNull();

    serviceNow.behave(instance.script);
    jira.behave(site.script);
    // Somebody takes one of them while nobody is here to see it.
    Object.assign(instance.incidents[0] ?? {}, { state: '2', assigned_to: 'Ann Lee' });
    const second = await startServe(args);
    await expect
      .poll(async () => (await newestOf(second))?.acknowledgedBy ?? null, { timeout: 90_000 })
      .toBe('Ann Lee (ServiceNow INC0010)');
    expect((await asked(second, 'POST', '/alerts/events', page(true))).status).toBe(200);
    await expect
      .poll(() => [instance.incidents.map(({ state }) => state), site.issues.map(({ status }) => status)], { timeout: 90_000 })
      .toEqual([['6'], ['Gelöst']]);
    const incident = await newestOf(second);
    expect(incident).toMatchObject({ status: 'RESOLVED' });
    const { entries } = Whole.parse(await second.get(`/incidents/${incident?.incidentId}`));
    expect(entries.map(({ text }) => text)).toContain('Ann Lee (ServiceNow INC0010) has taken it: “INC0010: 2”');
    expect(JSON.stringify(await second.get('/notifications/history'))).not.toMatch(/instance-secret|site-secret/);
    expect(await second.stop()).toBe(0);
    await Promise.all([serviceNow.close(), jira.close()]);
  });
});
