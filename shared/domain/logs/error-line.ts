/**
 * What FilterLogEvents looks for. A superset of what `isErrorLine` takes: it only saves what is surely of no interest. Alternatives
 * only, since the service knows no groups; a dot stands for a space.
 */
export const errorFilter =
  '%[Ee]rror|ERROR|[Ee]xception|FATAL|CRITICAL|Traceback|timed.out|ccess.?[Dd]enied|not.authorized|hrottl|Rate.exceeded|FAILURE%';

const errorWords =
  /\b(?:error|exception|fatal|critical|failure|traceback)\b|\w(?:Error|Exception)\b|timed out|access ?denied|not authorized|throttl|rate exceeded|❌/i;
const lambdaFrame = /^(?:START|END|INIT_START|REPORT|EXTENSION|XRAY)\b/;
/** Judged of a long line: the beginning says what it is, the rest is what somebody printed. */
const HEAD = 500;

/**
 * Whether a line tells of an error. Printed events and answers hold words such as `"error": null`, so what stands inside braces does
 * not count; of a line that is JSON itself its level does.
 */
export function isErrorLine(line: string): boolean {
  const text = line.trim();
  if (lambdaFrame.test(text)) return /Status: (?:timeout|error)/.test(text);
  if (text.startsWith('{')) return isErrorRecord(text);
  const brace = text.indexOf('{');
  return errorWords.test(text.slice(0, brace < 0 ? HEAD : Math.min(brace, HEAD)));
}

const errorLevel = /"(?:level|severity|log_level)"\s*:\s*"(?:error|fatal|critical)"/i;
const errorField = /"(?:errorMessage|errorType|exception|stackTrace)"\s*:\s*["[{]|"status"\s*:\s*"FAILURE"/;

function isErrorRecord(text: string): boolean {
  const head = text.slice(0, 4 * HEAD);
  return errorLevel.test(head) || errorField.test(head);
}
