import { expect, test } from 'vitest';
import { personalPointers } from './personal';

test.each<[string, Record<string, unknown>, string[]]>([
  ['nothing personal', { executionId: 'e1', title: 'Wave 2 started', count: 3, list: [null, true] }, []],
  ['a mail address as a whole', { actor: 'dana@example.com', note: 'asked dana@example.com' }, ['/actor']],
  ['telephone numbers', { to: '+49 170 1234567', shift: '+1', offset: '+02:00' }, ['/to']],
  ['an ARN that ends in a mail address', { arn: 'arn:aws:sts::123456789012:assumed-role/ops/dana@example.com' }, []],
  [
    'where messages went',
    { deliveries: [{ destination: 'Ops <ops@example.com>' }, { destination: '#war-room' }] },
    ['/deliveries/0/destination'],
  ],
  [
    'recipients and people of settings, before and after',
    {
      before: null,
      after: {
        people: [
          {
            id: 'dana',
            name: 'Dana Doe',
            alsoKnownAs: ['DD'],
            methods: [{ id: 'm', label: 'private', channel: { Configuration: { Recipients: ['dana@example.com'] } } }],
            unavailable: [{ note: 'ill' }],
          },
        ],
        schedules: [{ name: 'Week' }],
      },
    },
    [
      '/after/people/0/name',
      '/after/people/0/alsoKnownAs/0',
      '/after/people/0/methods/0/label',
      '/after/people/0/methods/0/channel/Configuration/Recipients/0',
      '/after/people/0/unavailable/0/note',
    ],
  ],
  ['names that must be escaped', { 'a/b~c': 'dana@example.com' }, ['/a~1b~0c']],
])('%s', (_, data, pointers) => {
  expect(personalPointers(data)).toEqual(pointers);
});
