import type { PersonalDataRecord } from '../reports/section-kind';

/** How many there are of each, where it is counted; null where it is not. */
export interface PersonalDataCounts {
  readonly auditEntries: number | null;
  readonly tokens: number | null;
  readonly people: number | null;
  readonly recipients: number | null;
  readonly deliveries: number | null;
  readonly incidentsWithNames: number | null;
  readonly awsIdentities: number | null;
  readonly evidenceFiles: number | null;
  readonly reportRecipients: number | null;
}

type Retention = readonly { readonly what: string; readonly days: number | null }[];

const NO_LIMIT = 'Without end, as it is set now';

/**
 * What this console itself holds about people. The bases are suggestions: whoever is responsible for the data decides, and writes the
 * decision into their own record of processing.
 */
export function personalData(counts: PersonalDataCounts, retention: Retention): readonly PersonalDataRecord[] {
  const audit = auditRetention(retention);
  const notifications = daysOf(retention, 'notifications');
  return [
    {
      what: 'Names of who acted, in the audit log',
      whose: 'Operators and administrators of the console',
      purpose: 'To show who did what, when and why, in recovery and in the console',
      basis: 'Suggested: legitimate interest, or a legal obligation to keep records (Art. 6(1)(f) or (c))',
      where: 'journal.sqlite: audit entries and events',
      retention: audit,
      erasure:
        'A retention policy under Audit removes the text of old entries, and proofs keep verifying. Sealed values of a person are erased there by value; the names of tokens in entries go with the entry.',
      records: counts.auditEntries,
    },
    {
      what: 'Names of access tokens, and when they were used',
      whose: 'Whoever a token was made for',
      purpose: 'To let people in, and to tell them apart',
      basis: 'Suggested: legitimate interest (Art. 6(1)(f))',
      where: 'tokens.json; of the token itself only its hash',
      retention: 'Until the token is revoked; its name then stays in the file',
      erasure: 'Name tokens by role and not by person; a revoked one can be taken out of the file while the console is stopped.',
      records: counts.tokens,
    },
    {
      what: 'People on call: names, e-mail addresses, phone numbers, working times',
      whose: 'Staff who are on call',
      purpose: 'To reach somebody who can act',
      basis: 'Suggested: performance of the employment contract, or legitimate interest (Art. 6(1)(b) or (f))',
      where: 'on-call.json; contact values that are secret, in the key store',
      retention: 'Until the person is taken out of on-call',
      erasure: 'Remove the person under On-call; their sealed values in the audit log are erased under Audit.',
      records: counts.people,
    },
    {
      what: 'Recipients of notifications: addresses and channels',
      whose: 'Staff, customers and authorities who are told',
      purpose: 'To tell those concerned of drills, recoveries and incidents',
      basis: 'Suggested: legitimate interest, or consent of those outside (Art. 6(1)(f) or (a))',
      where: 'notifications.json',
      retention: 'Until the recipient is taken out of the settings',
      erasure: 'Remove the recipient under Notifications.',
      records: counts.recipients,
    },
    {
      what: 'History of notifications: what was sent to which address, and what became of it',
      whose: 'Recipients of notifications',
      purpose: 'To show that somebody was told, and to send again what did not arrive',
      basis: 'Suggested: legitimate interest (Art. 6(1)(f))',
      where: 'journal.sqlite: deliveries and their attempts',
      retention: notifications,
      erasure: 'Removed after the days set under Notifications; at once by lowering them.',
      records: counts.deliveries,
    },
    {
      what: 'Incidents: who acknowledged them, roles, notes',
      whose: 'Staff who deal with incidents; whoever a note names',
      purpose: 'To work on incidents together, and to learn from them',
      basis: 'Suggested: legitimate interest (Art. 6(1)(f))',
      where: 'journal.sqlite: incidents and their entries',
      retention: NO_LIMIT,
      erasure: 'Do not name third persons in notes. Notes cannot be taken out one by one.',
      records: counts.incidentsWithNames,
    },
    {
      what: 'AWS identities in what accounts tell: roles, users, session names',
      whose: 'Whoever acts in the AWS accounts',
      purpose: 'To show who started or changed something in an account',
      basis: 'Suggested: legitimate interest (Art. 6(1)(f))',
      where: 'journal.sqlite: events of accounts; the account keeps its own trail',
      retention: NO_LIMIT,
      erasure: 'Use role sessions with pseudonyms; entries of the audit log go with their retention policy.',
      records: counts.awsIdentities,
    },
    {
      what: 'Files that were attached as evidence',
      whose: 'Whoever they name',
      purpose: 'To answer controls that the console cannot answer itself',
      basis: 'Suggested: legal obligation or legitimate interest (Art. 6(1)(c) or (f))',
      where: 'evidence/ in the data directory, by SHA-256',
      retention: 'Until the file is taken away; withdrawn evidence stays in the record',
      erasure: 'Withdraw the evidence and delete its file from the folder: the log keeps its hash and the statement.',
      records: counts.evidenceFiles,
    },
    {
      what: 'Recipients of reports',
      whose: 'Staff, auditors',
      purpose: 'To bring reports to those who need them',
      basis: 'Suggested: legitimate interest (Art. 6(1)(f))',
      where: 'reports.json, and the runs of reports in journal.sqlite',
      retention: 'In the definition until they are taken out; runs without end',
      erasure: 'Remove the address from the definition under Reports.',
      records: counts.reportRecipients,
    },
  ];
}

function daysOf(retention: Retention, what: string): string {
  const found = retention.find((one) => one.what === what);
  return found === undefined || found.days === null ? NO_LIMIT : `${found.days} days`;
}

function auditRetention(retention: Retention): string {
  const policies = retention.filter(({ what, days }) => what.startsWith('audit:') && days !== null);
  if (policies.length === 0) return NO_LIMIT;
  return policies.map(({ what, days }) => `${what.slice('audit:'.length)}: ${days} days`).join(', ');
}
