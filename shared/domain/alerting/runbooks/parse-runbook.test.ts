import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRunbook } from './parse-runbook';

const head =
  '---\nid: ours\ntitle: Our way\ncauses: [vcpu-quota, iam-denied]\nnotices: [quota-near]\nlog-events: [launch_failed]\nrules: ["Lag, high"]\n---\n';
const faultsOf = (source: string) => {
  const parsed = parseRunbook(source);
  return parsed.ok ? [] : parsed.error;
};
/** What is wrong with the steps, by line within them. */
const wrong = (steps: string) =>
  faultsOf(`---\nid: ours\ntitle: Our way\n---\n${steps}`).map(({ line, message }) => [line - 4, message]);

test('head, words, check, branches, limit and commands are read', () => {
  const parsed = parseRunbook(
    `${head}What it is for.\n\n## Look\nRead {{ server }}.\n\ncheck: agent-was-seen(server={{ server | upcase }}, minutes="20")\nif check fails go to step 3\nif check passes end.\ntime limit: 2 hours\n\ncommand:\n\n\`\`\`powershell\n## no heading\nGet-Service\n\`\`\`\n\n\`\`\`\nonly text\n\`\`\`\n\n## Wait\nA while.\n## Last\nDone.`,
  );
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      runbookId: 'ours',
      title: 'Our way',
      summary: 'What it is for.',
      causes: ['vcpu-quota', 'iam-denied'],
      notices: ['quota-near'],
      logEvents: ['LAUNCH_FAILED'],
      steps: [
        {
          title: 'Look',
          check: { name: 'agent-was-seen', args: { server: '{{ server | upcase }}', minutes: '20' } },
          ifFails: 2,
          ifPasses: 'end',
          minutes: 120,
          commands: [{ language: 'powershell', text: '## no heading\nGet-Service' }],
          text: 'Read {{ server }}.\n\n\n\n\n```\nonly text\n```',
        },
        { title: 'Wait', check: null, commands: [], minutes: null },
        { title: 'Last' },
      ],
    },
  });
});

describe('what is wrong is told by its line', () => {
  test.each([
    ['## One\ncheck: nothing-here()', [[2, 'There is no check “nothing-here”.']]],
    ['## One\ncheck: job-is-over(job', [[2, 'Write `check: name(argument=value)`.']]],
    ['## One\ncheck: job-is-over()', [[2, 'job-is-over needs “job”.']]],
    ['## One\ncheck: job-is-over(job=x, when=now)', [[2, 'job-is-over takes no “when”; it takes job.']]],
    ['## One\nif check fails go to step 2\n## Two', [[2, 'There is a branch, and no check that it could follow.']]],
    ['## One\ncheck: alerts-are-over()\nif check fails go to step 9', [[3, 'There is no step 9; the last one is 1.']]],
    ['## One\ncheck: alerts-are-over()\nif check passes go to step 1', [[3, 'When its check passes the step leads to itself.']]],
    ['## One\ncheck: alerts-are-over()\nif check explodes end', [[3, expect.stringContaining('if check fails')]]],
    ['## One\ncheck: alerts-are-over()\nif check fails end\nif check fails end', [[4, expect.stringContaining('already')]]],
    ['## One\ntime limit: soon', [[2, expect.stringContaining('time limit: 10 minutes')]]],
    ['## One\ntime limit: 0 minutes', [[2, expect.stringContaining('time limit')]]],
    ['## One\ncommand:\nls', [[2, expect.stringContaining('comes a block')]]],
    ['## One\ncommand:\n```\n\n```', [[3, 'The command is empty.']]],
    ['## One\ncommand:\n```\nls', [[3, 'The block that begins here does not end.']]],
    ['## One\ncommand:\n```\n{{ server\n```', [[3, expect.stringContaining('Liquid')]]],
    ['## One\ntext {% include "x" %}', [[1, expect.stringContaining('Liquid')]]],
    ['##\ntext', [[1, 'The step has no title.']]],
    ['only words', [[1, expect.stringContaining('no steps')]]],
  ])('%j', (steps, faults) => {
    expect(wrong(steps)).toEqual(faults);
  });

  test('the head too', () => {
    expect(faultsOf('## One')).toContainEqual({ line: 1, message: expect.stringContaining('---') });
    expect(faultsOf('---\nid: ours\n## One')).toContainEqual({ line: 1, message: 'The head is not closed with `---`.' });
    expect(faultsOf('---\nid: Ours!\ntitle: x\ncauses: [rain]\nid: two\nowner: me\nwhat\n---\n## One')).toEqual([
      { line: 2, message: expect.stringContaining('id: give one') },
      { line: 4, message: 'There is no cause “rain”.' },
      { line: 5, message: '“id” stands here for the second time.' },
      { line: 6, message: expect.stringContaining('“owner” is not known') },
      { line: 7, message: '“what” is not `key: value`.' },
    ]);
    expect(faultsOf('---\nid: ours\n---\n## One')).toMatchObject([{ message: expect.stringContaining('title') }]);
  });

  test('all at once, and in the order of their lines', () => {
    const faults = wrong('## One\ncheck: no()\n## Two\ntime limit: x\n## Three\ncommand:\n');
    expect(faults.map(([line]) => line)).toEqual([2, 4, 6]);
  });
});

test('Windows line ends, a byte order mark and headings in blocks are no trouble', () => {
  const parsed = parseRunbook('\uFEFF---\r\nid: ours\r\ntitle: Ours\r\n---\r\n## One\r\ncommand:\r\n```\r\n## two\r\n```\r\n');
  expect(parsed).toMatchObject({ ok: true, value: { steps: [{ commands: [{ text: '## two' }] }] } });
});

test('whatever is written, reading ends and says something', () => {
  const piece = fc.constantFrom(
    '---',
    'id: a',
    'title: b',
    '## x',
    '```',
    'command:',
    'check: alerts-are-over()',
    'if check fails go to step 1',
    '{{',
    '}}',
    '{% if %}',
    'time limit: 5 min',
    '',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (lines) => {
      const parsed = parseRunbook(lines.join('\n'));
      expect(parsed.ok ? parsed.value.steps.length : parsed.error.length).toBeGreaterThan(0);
    }),
  );
});

test('a check that is longer than any is told, whatever it is made of', () => {
  expect(parseRunbook(`---\nid: long\ntitle: Long\n---\n## One\ncheck: agent-was-seen(${'{{'.repeat(40_000)})\n`)).toMatchObject({
    ok: false,
    error: [{ line: 6, message: 'Write `check: name(argument=value)`.' }],
  });
});
