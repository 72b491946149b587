import { expect, test } from 'vitest';
import { attributesOf } from './trial-message';

test('attributes are lines of name=value, a type behind the name', () => {
  expect(attributesOf('eventType=fail\nsize:Number=12\nnote=a=b\n\nnothing\n')).toEqual({
    eventType: { type: 'String', value: 'fail' },
    size: { type: 'Number', value: '12' },
    note: { type: 'String', value: 'a=b' },
  });
});
