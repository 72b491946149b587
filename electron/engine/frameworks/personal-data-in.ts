import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { personalData } from '../../../shared/domain/frameworks/personal-data';
import { instantOf } from '../../../shared/domain/primitives';
import type { Period } from '../../../shared/domain/reports/blocks';
import type { PersonalDataRecord } from '../../../shared/domain/reports/section-kind';
import type { ReportSources } from '../../../shared/domain/reports/sources';
import { readJson } from '../reports/sources/data-place';

const list = z.array(z.unknown()).catch([]);
const Tokens = z.looseObject({ tokens: list });
const OnCall = z.looseObject({ settings: z.looseObject({ people: list }) });
const Notifications = z.looseObject({ settings: z.looseObject({ Notifications: z.array(z.looseObject({ Channels: list })) }) });
const Reports = z.looseObject({
  Reports: z.array(z.looseObject({ Distribution: z.looseObject({ Recipients: list }).optional() })),
});

/** The register of personal data of a data directory, counted from its files and its journal. Reads only. */
export function personalDataIn(dir: string, sources: ReportSources): readonly PersonalDataRecord[] {
  const all: Period = { from: instantOf(0), to: sources.asOf, name: 'ALL', zone: 'UTC' };
  const read = <S extends z.ZodType>(schema: S, file: string) => schema.safeParse(readJson(join(dir, file)));
  const tokens = read(Tokens, 'tokens.json');
  const onCall = read(OnCall, 'on-call.json');
  const notifications = read(Notifications, 'notifications.json');
  const reports = read(Reports, 'reports.json');
  return personalData(
    {
      auditEntries: sources.countAudit(all, []),
      tokens: tokens.success ? tokens.data.tokens.length : 0,
      people: onCall.success ? onCall.data.settings.people.length : 0,
      recipients: notifications.success
        ? notifications.data.settings.Notifications.reduce((sum, { Channels }) => sum + Channels.length, 0)
        : 0,
      deliveries: count(sources.deliveries(all)),
      incidentsWithNames: count(sources.incidents(all), ({ acknowledgedBy, note }) => acknowledgedBy !== null || note !== null),
      awsIdentities: sources.countAudit(all, ['security.observed']),
      evidenceFiles: filesIn(join(dir, 'evidence')),
      reportRecipients: reports.success
        ? reports.data.Reports.reduce((sum, { Distribution }) => sum + (Distribution?.Recipients.length ?? 0), 0)
        : 0,
    },
    sources.setup().retention,
  );
}

function count<T>(things: Iterable<T>, isMeant: (thing: T) => boolean = () => true): number {
  let found = 0;
  for (const thing of things) if (isMeant(thing)) found += 1;
  return found;
}

function filesIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.new')).length : 0;
}
