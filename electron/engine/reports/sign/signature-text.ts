import type { ReportDocument } from '../../../../shared/domain/reports/report-document';

/** What the detached signature of a report's file says. */
export interface SignatureFacts {
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly reportId: string;
  readonly runId: string;
  readonly definitionHash: string;
  readonly madeAt: string;
  /** Of the log that the report was made from; null where nothing was signed yet. */
  readonly checkpoint: { readonly size: number; readonly rootHex: string } | null;
  readonly rehearsal: boolean;
}

/** The first line of what is signed: no checkpoint begins so. */
export const SIGNATURE_HEADING = 'tocsin report signature v1';

export function signatureFactsOf(
  document: ReportDocument,
  name: string,
  written: { readonly bytes: number; readonly sha256: string },
): SignatureFacts {
  const { definition, runId, definitionHash, madeAt, checkpoint, rehearsal } = document;
  return {
    name,
    sha256: written.sha256,
    bytes: written.bytes,
    reportId: definition.ReportId,
    runId,
    definitionHash,
    madeAt,
    checkpoint: checkpoint === null ? null : { size: checkpoint.size, rootHex: checkpoint.rootHex },
    rehearsal,
  };
}

/** The text that is signed, as a C2SP signed note: a heading, then one fact a line. */
export function signatureText(facts: SignatureFacts): string {
  const { checkpoint } = facts;
  const lines = [
    SIGNATURE_HEADING,
    `name ${oneLine(facts.name)}`,
    `sha256 ${facts.sha256}`,
    `bytes ${facts.bytes}`,
    `report ${oneLine(facts.reportId)}`,
    `run ${oneLine(facts.runId)}`,
    `definition ${facts.definitionHash}`,
    `made ${facts.madeAt}`,
    ...(checkpoint === null ? [] : [`checkpoint ${checkpoint.size} ${checkpoint.rootHex}`]),
    ...(facts.rehearsal ? ['rehearsal'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Control characters, line breaks among them, would put words into the mouth of the signer. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd');
}
