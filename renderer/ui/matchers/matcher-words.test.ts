import { describe, expect, it } from 'vitest';
import { matchersWords } from './matcher-words';

describe('matchers in words', () => {
  it('say a list of words as a list, and what is more than that as it stands', () => {
    const kinds = { label: 'kind', op: '=~', value: 'wave\\.failed|wave-stuck' } as const;
    expect(matchersWords([kinds])).toBe('kind is any of: wave failed, wave stuck');
    expect(matchersWords([{ ...kinds, op: '!~' }])).toBe('kind is none of: wave failed, wave stuck');
    expect(matchersWords([{ label: 'server', op: '=~', value: 'web-1|web-2' }])).toBe('server is any of: web-1, web-2');
    expect(matchersWords([{ label: 'server', op: '=~', value: 'web-.*' }])).toBe('server fits web-.*');
    expect(matchersWords([{ label: 'plan', op: '=', value: 'Payroll-DR' }])).toBe('plan is Payroll-DR');
  });
});
