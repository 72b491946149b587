import { z } from 'zod';
import { Incident, IncidentEntry } from '../../../shared/domain/alerting/incident';
import { expect, test } from '../fixtures';
import { type Served, startServe, startSimulate } from '../serve';
import { accountEnv } from './account';
import { asked, putSettings } from './notify';
import { startTicketDesk } from './ticket-desk';

/** Tickets elsewhere: opened once whatever happens, and whoever takes one there has taken the incident. */

const Incidents = z.object({ items: z.array(Incident) });
const Whole = z.object({ incident: Incident, entries: z.array(IncidentEntry) });

const TITLE = 'Tablespace of db-01 is full';
const page = (resolved: boolean) => ({
  events: [
    {
      source: 'probe',
      name: 'tablespace',
      severity: 'HIGH',
      title: TITLE,
      data: { alertKey: 'db-01', resolved },
    },
  ],
});

async function incidentOf(serve: Served): Promise<Incident | undefined> {
  const { items } = Incidents.parse(await serve.get('/incidents?limit=100'));
  return items.find(({ title }) => title === TITLE);
}

const ticketsTo = (InstanceUrl: string) => ({
  Notifications: [
    {
      NotificationId: 'tickets',
      Name: 'Tickets',
      EventFilters: { EventTypes: ['incident.*'] },
      Channels: [{ Type: 'SERVICENOW', Configuration: { InstanceUrl, User: 'tocsin', Password: 'instance-secret' } }],
    },
  ],
});

test.describe('tickets', () => {
  test.setTimeout(180_000);

  test('are opened once though the console is killed while they are, and are answered and ended with the incident', async ({
    dataDir,
  }) => {
    // A rehearsal begins anew with each start: what is to be there after the kill has to be real.
    const simulated = await startSimulate(['--scenario', 'payroll-drill', '--operator', 'human', '--speed', '1']);
    const env = accountEnv(simulated.url);
    const args = ['--data-dir', dataDir];
    const desk = await startTicketDesk();
    // The ticket is made, and the console does not hear of it: the worst moment to be killed.
    desk.keepSilent(true);
    const first = await startServe(args, env);
    expect((await putSettings(first, ticketsTo(desk.url))).status).toBe(200);
    expect((await asked(first, 'POST', '/alerts/events', page(false))).status).toBe(200);
    await expect.poll(() => desk.incidents.length, { timeout: 60_000 }).toBe(1);
    expect(await first.stop('SIGKILL')).toBeNull();

    desk.keepSilent(false);
    // Somebody takes it while nobody is here to see it.
    Object.assign(desk.incidents[0] ?? {}, { state: '2', assigned_to: 'Ann Lee' });
    const second = await startServe(args, env);
    await expect
      .poll(async () => (await incidentOf(second))?.acknowledgedBy ?? null, { timeout: 90_000 })
      .toBe('Ann Lee (ServiceNow INC0010)');
    expect((await asked(second, 'POST', '/alerts/events', page(true))).status).toBe(200);
    await expect.poll(() => desk.incidents.map(({ state }) => state), { timeout: 90_000 }).toEqual(['6']);
    const incident = await incidentOf(second);
    expect(incident).toMatchObject({ status: 'RESOLVED' });
    const { entries } = Whole.parse(await second.get(`/incidents/${incident?.incidentId}`));
    expect(entries.map(({ text }) => text)).toContain('Ann Lee (ServiceNow INC0010) has taken it: “INC0010: 2”');
    expect(JSON.stringify(await second.get('/notifications/history'))).not.toContain('instance-secret');
    expect(await second.stop()).toBe(0);
    await simulated.stop();
    await desk.close();
  });
});
