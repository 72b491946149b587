import { sayShared } from '../fleet/finding-of-fleet';
import type { Pattern, Trait } from './pattern';

/** How people speak of launches with an attribute, where it is not how they speak of what series share. */
const attributeWords: ReadonlyMap<string, (value: string) => string> = new Map([
  ['server', (value) => `of ${value}`],
  ['wave', (value) => `in ${/^\d+$/.test(value) ? `wave ${Number(value) + 1}` : value}`],
  ['hour', (value) => `in executions that start between ${value}:00 and ${String(Number(value) + 6).padStart(2, '0')}:00 UTC`],
  ['weekday', (value) => `in executions that start on a ${value}`],
]);

/** `Launches in subnet-0a`, `Launches that went through SNAPSHOT_FAIL`. */
export function launchesWith(trait: Trait): string {
  switch (trait.type) {
    case 'attribute':
      return `Launches ${attributeWords.get(trait.name)?.(trait.value) ?? sayShared({ label: trait.name, value: trait.value })}`;
    case 'sequence':
      return `Launches that went through ${trait.events.join(', then ')}`;
  }
}

/** "Launches in subnet-0a fail 6 of 9 times; elsewhere 2 of 71." */
export function sayPattern({ traits, within, elsewhere }: Pattern): string {
  const [trait] = traits;
  const which = trait === undefined ? 'Launches' : launchesWith(trait);
  return `${which} fail ${within.failures} of ${within.of} times; elsewhere ${elsewhere.failures} of ${elsewhere.of}.`;
}

/** What else speaks for it, a sentence each. */
export function patternFacts(pattern: Pattern): readonly string[] {
  const { traits, executions, lift, odds, pValue, qValue, alike, precededBy, error, servers, within } = pattern;
  const facts = [
    `It happened in ${executions} executions. Launches like these fail ${lift.toFixed(1)} times as often as all (odds ratio ${odds.toFixed(1)}).`,
    `Within the same executions chance has this once in ${onceIn(pValue)}; at most ${percent(qValue)} of what is said to recur as clearly is chance.`,
  ];
  if (error !== null) facts.push(`${error.count} of the ${within.failures} failures: ${error.text}.`);
  if (traits[0]?.type === 'attribute' && precededBy.length > 0)
    facts.push(`Most of them went through ${precededBy.join(', then ')} before.`);
  if (alike.length > 0)
    facts.push(`The same launches are those ${alike.map((trait) => launchesWith(trait).replace('Launches ', '')).join(', ')}.`);
  if (servers.length > 0) facts.push(`Failed so: ${servers.join(', ')}.`);
  return facts;
}

function onceIn(chance: number): string {
  const of = 1 / Math.max(chance, 1e-9);
  if (of >= 1e6) return 'more than a million times';
  const power = 10 ** Math.max(0, Math.floor(Math.log10(of)) - 1);
  return `${(Math.round(of / power) * power).toLocaleString('en-US')} times`;
}

function percent(share: number): string {
  return share < 0.001 ? '0.1 %' : `${(share * 100).toFixed(1)} %`;
}
