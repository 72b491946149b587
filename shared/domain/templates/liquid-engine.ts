import { Context, type Emitter, Liquid, LiquidError, type Template as Parsed, type StaticAnalysis, toValueSync } from 'liquidjs';
import { err, ok, type Result } from '../../lib/result';
import { escapeValue, type Mode, refuseTooLong, textOf } from './escape';
import { installFilters, rememberSetting, type Setting } from './filters';
import { parts } from './parts';

/** Longest source of one field, in characters. */
const MOST_SOURCE = 100_000;
/**
 * Milliseconds after which rendering is given up. A usual message takes less than one, but a machine that is busy elsewhere must not make
 * a good template fail; what loops for ever is nearly always stopped by the next limit.
 */
const MOST_TIME = 2_000;
/** Characters and list items that one rendering may make on its way. */
const MOST_MEMORY = 600_000;
const MOST_CACHED = 400;

/** What is wrong with a template. Line and column count from 1; null where the place is not in its own source. */
export interface LiquidFault {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

interface Engine {
  readonly liquid: Liquid;
  readonly parsed: Map<string, readonly Parsed[]>;
}

const engines = new Map<Mode, Engine>();

/** Tags that reach beyond a message, or change what it was given. */
const refusedTags = ['increment', 'decrement', 'tablerow', 'render'];

/** Parts come from a fixed map by name: no file is ever read. */
function engineFor(mode: Mode): Engine {
  const known = engines.get(mode);
  if (known !== undefined) return known;
  const liquid = new Liquid({
    templates: { ...parts(mode) },
    cache: true,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    relativeReference: false,
    parseLimit: MOST_SOURCE,
    renderLimit: MOST_TIME,
    memoryLimit: MOST_MEMORY,
    outputEscape(this: { context: { memoryLimit: { use(count: number): void } } }, value: unknown) {
      refuseTooLong(value);
      const text = escapeValue(mode, value);
      this.context.memoryLimit.use(text.length);
      return text;
    },
  });
  for (const tag of refusedTags) delete liquid.tags[tag];
  installFilters(liquid, mode);
  const engine: Engine = { liquid, parsed: new Map() };
  engines.set(mode, engine);
  return engine;
}

/** Parsed sources are kept: the same template serves thousands of messages. */
export function parseLiquid(mode: Mode, source: string): Result<readonly Parsed[], LiquidFault> {
  const { liquid, parsed } = engineFor(mode);
  const known = parsed.get(source);
  if (known !== undefined) return ok(known);
  if (source.length > MOST_SOURCE) {
    return err({ message: `is longer than ${MOST_SOURCE} characters`, line: null, column: null });
  }
  try {
    const made = liquid.parse(source);
    if (parsed.size >= MOST_CACHED) parsed.clear();
    parsed.set(source, made);
    return ok(made);
  } catch (thrown) {
    return err(faultOf(thrown));
  }
}

/** A template's text with the values of `scope`, each escaped for the mode. Time, memory and length are bounded. */
export function renderLiquid(
  mode: Mode,
  source: string,
  scope: Readonly<Record<string, unknown>>,
  setting: Setting,
): Result<string, LiquidFault> {
  const parsed = parseLiquid(mode, source);
  if (!parsed.ok) return parsed;
  const globals = {};
  rememberSetting(globals, setting);
  const { liquid } = engineFor(mode);
  try {
    const context = new Context(scope, liquid.options, { globals, sync: true }, { liquid });
    const emitter = new BoundedEmitter();
    toValueSync(liquid.renderer.renderTemplates([...parsed.value], context, emitter));
    return ok(emitter.buffer);
  } catch (thrown) {
    return err(faultOf(thrown));
  }
}

/** Where values of the source stand: names that come from outside, and every name with its place. */
export function analyseLiquid(mode: Mode, source: string): StaticAnalysis | null {
  const { liquid } = engineFor(mode);
  try {
    return liquid.parseAndAnalyzeSync(source, undefined, { partials: false });
  } catch {
    // Whatever is wrong with it, parsing has said so already.
    return null;
  }
}

class BoundedEmitter implements Emitter {
  buffer = '';

  write(piece: unknown): void {
    this.buffer += textOf(piece);
    refuseTooLong(this.buffer);
  }
}

const plainWords: readonly (readonly [RegExp, string])[] = [
  [/template render limit exceeded/, `takes longer than ${MOST_TIME} ms: a loop that never ends?`],
  [/memory alloc limit exceeded/, 'uses too much memory: a range or a loop that is too large?'],
  [/parse length limit exceeded/, `is longer than ${MOST_SOURCE} characters`],
  [/ENOENT: Failed to lookup "([^"]*)".*/, 'there is no part "$1"'],
  [/undefined filter: raw/, 'the filter raw does not exist here: values are always escaped'],
  [/undefined filter: (\S+)/, 'unknown filter $1'],
  [/tag "([^"]*)" not found/, 'unknown tag $1'],
];

function faultOf(thrown: unknown): LiquidFault {
  const raw = thrown instanceof Error ? thrown.message : String(thrown);
  const message = raw.replace(/,? ?(?:file:[^,]*, ?)?line:\d+, col:\d+.*$/s, '');
  const known = plainWords.find(([pattern]) => pattern.test(message));
  const words = known === undefined ? message : message.replace(known[0], known[1]);
  if (!LiquidError.is(thrown) || thrown.token.file !== undefined) return { message: words, line: null, column: null };
  const [line, column] = thrown.token.getPosition();
  return { message: words, line: line ?? null, column: column ?? null };
}
