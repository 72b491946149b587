import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReportConfiguration } from './read-configuration';
import { sectionKinds } from './sections/registry';

/** The model, as it is exchanged. */
const model = () => ({
  ReportId: 'report-123',
  Name: 'Monthly DR Compliance Report',
  Description: '…',
  Framework: 'SOC2',
  Schedule: { Frequency: 'MONTHLY', DayOfMonth: 1, TimeZone: 'America/New_York' },
  Sections: [
    {
      Name: 'Drill Execution Summary',
      Type: 'EXECUTION_METRICS',
      Configuration: { Period: 'LAST_MONTH', IncludeMetrics: ['success_rate', 'average_duration', 'failure_reasons'] },
    },
    {
      Name: 'Audit Trail',
      Type: 'AUDIT_LOG',
      Configuration: { Period: 'LAST_MONTH', EventTypes: ['execution_start', 'execution_complete', 'configuration_change'] },
    },
  ],
  Distribution: {
    Recipients: ['compliance@company.com', 'dr-manager@company.com'],
    Format: 'PDF',
    DeliveryMethod: 'EMAIL',
  },
});

/** The problems, `field: message`. */
function problems(value: unknown, frameworks?: readonly string[]): string[] {
  const read = readReportConfiguration(value, frameworks);
  return read.ok ? [] : read.error.map(({ field, message }) => `${field}: ${message}`);
}

type Model = ReturnType<typeof model>;
const section = (change: object): unknown => ({ ...model(), Sections: [{ ...model().Sections[0], ...change }] });

test('the model is read, and written again it is the same text', () => {
  const text = JSON.stringify(model());
  const read = readReportConfiguration(JSON.parse(text));
  expect(read.ok).toBe(true);
  expect(read.ok && JSON.stringify(read.value)).toBe(text);
});

test('fields that nobody knows stay, wherever they are, and in their order', () => {
  const strange = {
    X: 1,
    ...model(),
    Sections: [{ Zeta: null, ...model().Sections[0], Sections: [{ Own: { Deep: [1, 'zwei'] }, Name: 'Inner', Type: 'TEXT' }] }],
    Distribution: { Cc: ['a'], Recipients: ['a@b.c'], Later: { Than: 'now' } },
    Schedule: { Holidays: 'skip', Frequency: 'DAILY' },
  };
  const read = readReportConfiguration(strange);
  expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(strange));
});

test.each<[string, unknown, string]>([
  ['no definition at all', null, 'definition: must be object, not null'],
  ['a name that is missing', { ...model(), Name: undefined }, 'Name: is missing'],
  ['a frequency nobody knows', { ...model(), Schedule: { Frequency: 'HOURLY' } }, 'Schedule.Frequency: must be one of DAILY'],
  ['a zone nobody knows', { ...model(), Schedule: { Frequency: 'DAILY', TimeZone: 'Mars' } }, 'Schedule.TimeZone: Mars is not'],
  ['CRON without its expression', { ...model(), Schedule: { Frequency: 'CRON' } }, 'Schedule.Cron: is missing'],
  ['a day there is not', { ...model(), Schedule: { Frequency: 'MONTHLY', DayOfMonth: 32 } }, 'Schedule.DayOfMonth: '],
  ['no section', { ...model(), Sections: [] }, 'Sections: '],
  [
    'a type nobody knows',
    section({ Type: 'HOROSCOPE' }),
    'Sections[0].Type: there is no type of section HOROSCOPE; allowed: SUMMARY',
  ],
  [
    'a period nobody knows',
    section({ Configuration: { Period: 'LAST_FORTNIGHT' } }),
    'Sections[0].Configuration.Period: must be one of LAST_DAY',
  ],
  [
    'a period that ends before it begins',
    section({ Configuration: { Period: { From: '2026-02-02', To: '2026-02-01' } } }),
    'Sections[0].Configuration.Period.To: must be later than From',
  ],
  [
    'a date there is not',
    section({ Configuration: { Period: { From: '2026-02-30', To: '2026-03-01' } } }),
    'Sections[0].Configuration.Period.From: 2026-02-30 is neither',
  ],
  [
    'a metric nobody knows',
    section({ Configuration: { IncludeMetrics: ['success_rate', 'luck'] } }),
    'Sections[0].Configuration.IncludeMetrics[1]: must be one of execution_count',
  ],
  [
    'an event type nobody knows, further in',
    section({ Sections: [{ Name: 'x', Type: 'AUDIT_LOG', Configuration: { EventTypes: ['constructor'] } }] }),
    'Sections[0].Sections[0].Configuration.EventTypes[0]: there is no event type constructor',
  ],
  ['no address', { ...model(), Distribution: { Recipients: ['nobody'] } }, 'Distribution.Recipients[0]: must be a mail address'],
  [
    'an address that would write a header of its own',
    { ...model(), Distribution: { Recipients: ['a@b.c\r\nBcc: x@y.z'] } },
    'Distribution.Recipients[0]: must be a mail address',
  ],
  ['mail to nobody', { ...model(), Distribution: { DeliveryMethod: 'EMAIL' } }, 'Distribution.Recipients: is missing'],
  [
    'a folder that is not absolute',
    { ...model(), Distribution: { Folder: '../x' } },
    'Distribution.Folder: must be an absolute path',
  ],
  ['a format nobody writes', { ...model(), Distribution: { Format: 'DOCX' } }, 'Distribution.Format: must be one of PDF'],
])('%s is refused and named', (_, value, expected) => {
  expect(problems(value).join('\n')).toContain(expected);
});

test('every problem is named, not only the first', () => {
  const bad: Model = model();
  bad.Schedule.TimeZone = 'Nowhere';
  const [first] = bad.Sections;
  if (first !== undefined) first.Type = 'NONE';
  bad.Distribution.Recipients = ['x', 'y'];
  expect(problems(bad, ['GDPR']).map((one) => one.split(':')[0])).toEqual([
    'Framework',
    'Schedule.TimeZone',
    'Distribution.Recipients[0]',
    'Distribution.Recipients[1]',
    'Sections[0].Type',
  ]);
});

test('sections deeper than four levels, and values nested without end, are refused', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? { Name: 'x', Type: 'TEXT' } : { Name: 'x', Type: 'TEXT', Sections: [nested(depth - 1)] };
  expect(problems({ ...model(), Sections: [nested(3)] })).toEqual([]);
  expect(problems({ ...model(), Sections: [nested(4)] }).join()).toContain('nested deeper than 4 levels');
  let deep: unknown = {};
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  expect(problems({ ...model(), deep }).join()).toContain('nested deeper than');
});

test('what is configured with nothing is complete for every kind, and its fields are fields of its schema', () => {
  for (const kind of sectionKinds) {
    const parsed = kind.Configuration.safeParse({});
    expect(parsed.success, kind.type).toBe(true);
    const known = Object.keys(JSON.parse(JSON.stringify(parsed.data)));
    expect(known, kind.type).toEqual(expect.arrayContaining(kind.fields.map(({ name }) => name)));
  }
});

test('whatever is sent, it is answered and never thrown', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => void readReportConfiguration(value)),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('Schedule', 'Sections', 'Distribution', 'Name'), (value, field) => {
      const read = readReportConfiguration({ ...model(), [field]: value });
      expect(read.ok || read.error.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});
