import { stringify } from 'csv-stringify/sync';
import { cefLine } from '../../../../shared/domain/audit/siem/cef';
import { CSV_HEADINGS, csvCells } from '../../../../shared/domain/audit/siem/csv-cells';
import { jsonLine } from '../../../../shared/domain/audit/siem/json-lines';
import { ocsfEvent } from '../../../../shared/domain/audit/siem/ocsf';
import type { SiemForm, SiemRecord } from '../../../../shared/domain/audit/siem/record';
import { unreachable } from '../../../../shared/lib/unreachable';

/** What a form is called where it is handed over. */
export interface SiemFile {
  readonly extension: string;
  readonly type: string;
}

export const siemFiles: Readonly<Record<SiemForm, SiemFile>> = {
  jsonl: { extension: 'jsonl', type: 'application/x-ndjson; charset=utf-8' },
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8' },
  cef: { extension: 'cef', type: 'text/plain; charset=utf-8' },
  ocsf: { extension: 'ocsf.jsonl', type: 'application/x-ndjson; charset=utf-8' },
};

/** What stands before the records, with the ends of its lines. No mark of byte order: readers of events take it for part of a name. */
export function siemHead(form: SiemForm): string {
  return form === 'csv' ? row([...CSV_HEADINGS]) : '';
}

/** One record in its form, with the end of its line. */
export function siemLine(form: SiemForm, record: SiemRecord): string {
  switch (form) {
    case 'jsonl':
      return `${jsonLine(record)}\n`;
    case 'csv':
      return row(csvCells(record));
    case 'cef':
      return `${cefLine(record)}\n`;
    case 'ocsf':
      return `${JSON.stringify(ocsfEvent(record))}\n`;
    default:
      return unreachable(form);
  }
}

/** As RFC 4180 has it. */
function row(cells: string[]): string {
  return stringify([cells], { record_delimiter: '\r\n' });
}
