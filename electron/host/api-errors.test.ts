import { ORPCError, ValidationError } from '@orpc/server';
import { expect, test, vi } from 'vitest';
import { apiErrorOf, fieldOf, withOurErrors } from './api-errors';

const log = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });

test.each([
  [['Channels', 1, 'Configuration', 'WebhookUrl'], 'Channels[1].Configuration.WebhookUrl'],
  [[0, 'name'], '[0].name'],
  [[{ key: 'a' }, { key: 2 }], 'a[2]'],
  [[], ''],
])('the path %j is written %s', (path, expected) => {
  expect(fieldOf(path)).toBe(expected);
});

test('what the schema refused names its field under the code of its feature', async () => {
  const issues = [{ message: 'Too small', path: ['Channels', 1, 'Name'] }];
  const refused = new ORPCError('BAD_REQUEST', {
    data: { issues },
    cause: new ValidationError({ message: 'no', issues, data: {} }),
  });
  const logged = log();
  const error: unknown = await withOurErrors(['notifications', 'put'], logged, () => Promise.reject(refused)).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw new Error('not refused');
  expect(apiErrorOf(error)).toEqual({
    code: 'notifications.invalid',
    field: 'Channels[1].Name',
    message: 'Channels[1].Name: Too small',
  });
  expect(logged.error).not.toHaveBeenCalled();
});

test('what AWS does not permit names action and resource', () => {
  const error = new ORPCError('FORBIDDEN', {
    message: 'no',
    data: { code: 'aws.not-permitted', action: 'drs:DescribeJobs', resource: '*' },
  });
  expect(apiErrorOf(error)).toEqual({ code: 'aws.not-permitted', message: 'no', action: 'drs:DescribeJobs', resource: '*' });
});

test('a fault that nobody has logged is logged; what it was stays here', async () => {
  const logged = log();
  await expect(withOurErrors(['health', 'get'], logged, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside');
  expect(logged.error).toHaveBeenCalledTimes(1);
  expect(apiErrorOf(new ORPCError('INTERNAL_SERVER_ERROR'))).toEqual({ code: 'internal', message: 'Internal Server Error' });
});
