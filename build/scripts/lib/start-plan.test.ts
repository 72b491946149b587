import { describe, expect, test } from 'vitest';
import { planStart } from './start-plan.mjs';

const official = { kind: 'installed', executable: '/electron', title: 'official' } as const;
const development = { kind: 'development', executable: '/electron', title: 'development' } as const;
const machine = (runtime: typeof official | typeof development | null) => ({ screen: true, runtime, obstacle: null });

describe('npm start', () => {
  test.each([official, development])('rehearses in a window of a $kind runtime', (runtime) => {
    expect(planStart([], machine(runtime))).toMatchObject({ how: 'window', args: ['--rehearse', 'payroll-drill'] });
  });

  test('opens real accounts in an official window', () => {
    expect(planStart(['--profile', 'prod'], machine(official))).toMatchObject({ how: 'window', args: ['--profile', 'prod'] });
  });

  test.each([['--profile', 'prod'], ['--profile=prod']])(
    'keeps real accounts out of a runtime that is years old (%s)',
    (...args) => {
      expect(planStart(args, machine(development))).toMatchObject({ how: 'browser', args });
    },
  );

  test('lets the operator insist', () => {
    const plan = planStart(['--profile', 'prod', '--dev-runtime'], machine(development));
    expect(plan).toMatchObject({ how: 'window', args: ['--profile', 'prod'] });
  });

  test('takes a named rehearsal with a profile for a rehearsal', () => {
    const args = ['--profile', 'prod', '--rehearse', 'payroll-drill'];
    expect(planStart(args, machine(development))).toMatchObject({ how: 'window', args });
  });

  test.each([
    ['no screen', { screen: false, runtime: null, obstacle: null }],
    ['no runtime', { screen: true, runtime: null, obstacle: null }],
    ['a runtime that cannot start', { screen: true, runtime: official, obstacle: 'no window: lacks libnss3' }],
  ])('serves the browser where there is %s, and says why', (_case, where) => {
    const plan = planStart(['--speed', '10'], where);
    expect(plan).toMatchObject({ how: 'browser', args: ['--rehearse', 'payroll-drill', '--speed', '10', '--operator', 'human'] });
    expect(plan.why).toContain('no ');
  });

  test('serves the browser when asked to', () => {
    expect(planStart(['--browser'], machine(official))).toMatchObject({ how: 'browser' });
  });
});
