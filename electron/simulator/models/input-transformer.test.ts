import { expect, test } from 'vitest';
import { readPath, transformInput } from './input-transformer';

const event = { time: 'T', resources: ['arn:1'], detail: { state: 'a "quoted" text', 'job-id': 'drsjob-1', count: 3 } };

test('inside quotes text, outside quotes JSON, and what leads nowhere leaves nothing', () => {
  const InputPathsMap = {
    state: '$.detail.state',
    job: "$.detail['job-id']",
    count: '$.detail.count',
    none: '$.detail.sourceServerID',
    all: '$.resources',
  };
  const InputTemplate =
    '{"a": "<state>", "b": <count>, "c": "<none>", "d": <all>, "e": "<job>/<unknown>", "f": "$.time", "g": "\\"<job>"}';
  expect(JSON.parse(transformInput(event, { InputPathsMap, InputTemplate }))).toEqual({
    a: 'a "quoted" text',
    b: 3,
    c: '',
    d: ['arn:1'],
    e: 'drsjob-1/<unknown>',
    f: '$.time',
    g: '"drsjob-1',
  });
});

test('a template of plain text gets JSON texts', () => {
  expect(transformInput(event, { InputPathsMap: { t: '$.time' }, InputTemplate: 'at <t>' })).toBe('at "T"');
});

test('the whole event', () => {
  expect(JSON.parse(transformInput(event, { InputPathsMap: {}, InputTemplate: '{"event": <aws.events.event>}' }))).toEqual({
    event,
  });
});

test('paths', () => {
  expect(readPath(event, '$')).toBe(event);
  expect(readPath(event, '$.resources[0]')).toBe('arn:1');
  expect(readPath(event, '$.resources[1].x')).toBeUndefined();
});
