import { expect, test } from 'vitest';
import { shippedTemplate, shippedTemplates } from '../../../../shared/domain/templates/shipped';
import { isBroken, problemsOf } from './draft-problems';

const slack = shippedTemplate('execution-status-slack') ?? expect.fail('it ships');

test('nothing is wrong with what ships', () => {
  for (const template of shippedTemplates) expect(problemsOf(template), template.templateId).toEqual([]);
});

test('a filter that is not there is named with its place', () => {
  expect(problemsOf({ ...slack, body: '\n{{ title | tme }}' })).toMatchObject([
    { field: 'body', severity: 'error', message: 'unknown filter tme', line: 2 },
  ]);
});

test('what reads well and makes no message is told too', () => {
  const problems = problemsOf({ ...slack, body: `${slack.body}"more"` });
  expect(problems).toMatchObject([{ field: 'body', severity: 'error', line: null }]);
  expect(isBroken(problems)).toBe(true);
});

test('an unknown variable is a warning and can be saved', () => {
  const problems = problemsOf({ ...slack, body: slack.body.replace('{{ title }}', '{{ titel }}') });
  expect(problems).toMatchObject([{ severity: 'warning' }]);
  expect(isBroken(problems)).toBe(false);
});
