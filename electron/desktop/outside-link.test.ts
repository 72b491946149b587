import { expect, test } from 'vitest';
import { outsideLink } from './outside-link';

test.each([
  ['https://device.sso.us-east-1.amazonaws.com/?user_code=ABCD-EFGH', true],
  ['http://device.sso.us-east-1.amazonaws.com/', false],
  ['https://name:word@example.com/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['ms-settings:network', false],
  ['not an address', false],
])('%s may be opened outside: %s', (url, may) => {
  expect(outsideLink(url)).toBe(may ? url : null);
});
