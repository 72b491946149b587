import { isRecord } from './json';

export interface InputTransformer {
  /** Variable → JSON path: `{ state: '$.detail.state' }`. */
  readonly InputPathsMap: Readonly<Record<string, string>>;
  /** Text or JSON with `<variable>` in it. */
  readonly InputTemplate: string;
}

/**
 * Fills an EventBridge input template. Inside quotes a variable is inserted as text, outside as JSON; a path that leads
 * nowhere inserts nothing. Text that is no variable (`$.time`) stays as it is.
 */
export function transformInput(event: unknown, { InputPathsMap, InputTemplate }: InputTransformer): string {
  const variables: Record<string, unknown> = { 'aws.events.event.json': event, 'aws.events.event': event };
  for (const [name, path] of Object.entries(InputPathsMap)) variables[name] = readPath(event, path);
  let quoted = false;
  return InputTemplate.replace(/\\.|"|<([\w.-]+)>/g, (found, name: string | undefined) => {
    if (found === '"') quoted = !quoted;
    if (name === undefined || !Object.hasOwn(variables, name)) return found;
    return quoted ? insideQuotes(variables[name]) : asJson(variables[name]);
  });
}

function asJson(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

function insideQuotes(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/** `$.detail.state`, `$.resources[0]`, `$.detail['job-id']`, `$`; undefined where it leads nowhere. */
export function readPath(root: unknown, path: string): unknown {
  const steps = path.replace(/^\$/, '').matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g);
  let value = root;
  for (const [, dotted, index, bracketed] of steps) {
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
    else value = isRecord(value) ? value[dotted ?? bracketed ?? ''] : undefined;
  }
  return value;
}
