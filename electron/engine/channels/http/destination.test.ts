import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDestination } from './destination';

const rules = { allowedPrivateHosts: ['hooks.corp.example', '*.lan.example', '10.1.2.3'], onlyLoopback: false };
const go = (url: string) => readDestination(url, rules);

describe('what follows the host', () => {
  test('survives byte for byte', () => {
    const tails = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      maxLength: 60,
    });
    fc.assert(
      fc.property(tails, (tail) => {
        fc.pre(!/[#\\]/.test(tail));
        const read = go(`https://prod-7.logic.example:8443/${tail}`);
        expect(read.ok && read.value).toMatchObject({ host: 'prod-7.logic.example', port: 8443, path: `/${tail}` });
      }),
    );
  });

  test('keeps the signature of a flow as it was given', () => {
    const path = '/workflows/8f/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a%2Bb_c-D%3d';
    const read = go(`https://x.api.powerplatform.com:443${path}`);
    expect(read.ok && read.value.path).toBe(path);
  });

  test('gets the slash that an empty path lacks, and no fragment', () => {
    expect(go('https://a.example')).toMatchObject({ value: { path: '/', port: 443 } });
    expect(go('https://a.example?x=1#part')).toMatchObject({ value: { path: '/?x=1' } });
  });
});

describe('refused', () => {
  test.each([
    ['http://hooks.example/x', 'plain http'],
    ['http://hooks.corp.example/x', 'plain http'],
    ['https://10.0.0.7/x', 'private'],
    ['https://192.168.1.1', 'private'],
    ['https://[fd12::1]/x', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'metadata'],
    ['http://169.254.169.254/latest/meta-data', 'plain http'],
    ['https://[::ffff:127.0.0.1]/', 'reserved'],
    ['https://[64:ff9b::7f00:1]/', 'reserved'],
    ['https://0.0.0.0/', 'reserved'],
    ['https://127.0.0.2/', 'another name'],
    ['https://224.0.0.1/', 'multicast'],
    ['https://user:word@a.example/', 'password'],
    ['ftp://a.example/', 'web address'],
    ['https://a.example/with space', 'web address'],
    ['https://a.example\\@10.0.0.1/', 'web address'],
    ['https://a.example/\r\nHost: b', 'web address'],
    ['javascript:alert(1)', 'web address'],
    ['https://', 'web address'],
    ['not a url', 'web address'],
  ])('%s', (url, words) => {
    const read = go(url);
    expect(read.ok ? 'taken' : read.error).toContain(words);
  });

  test('without a word of the path, the query or the password', () => {
    const urls = [
      'http://h.example/T0/B0/s3cr3t?sig=s3cr3t',
      'https://10.0.0.1/s3cr3t',
      'https://u:s3cr3t@h.example/s3cr3t',
      'nope s3cr3t',
    ];
    for (const url of urls) expect(JSON.stringify(go(url))).not.toContain('s3cr3t');
  });

  test('whatever base a number is written in', () => {
    const private4 = fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255));
    fc.assert(
      fc.property(private4, ([a, b, c, d]) => {
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const octal = [a, b, c, d].map((part) => `0${part.toString(8)}`).join('.');
        for (const host of [String(number), `0x${number.toString(16)}`, octal, `${a}.${b}.${c * 256 + d}`]) {
          fc.pre(`${a}.${b}.${c}.${d}` !== '10.1.2.3');
          expect([host, go(`https://${host}/`).ok]).toEqual([host, false]);
        }
      }),
    );
  });
});

describe('taken', () => {
  test.each([
    ['http://127.0.0.1:8080/x', 'loopback'],
    ['http://LOCALHOST:8080/x', 'loopback'],
    ['http://[::1]:8080/x', 'loopback'],
    ['https://127.0.0.1/x', 'loopback'],
    ['https://hooks.corp.example/x', 'private'],
    ['https://teams.lan.example/x', 'private'],
    ['https://10.1.2.3/x', 'private'],
    ['https://hooks.slack.com/services/T/B/x', 'public'],
  ])('%s', (url, reach) => {
    expect(go(url)).toMatchObject({ ok: true, value: { reach } });
  });

  test('a wildcard does not cover the bare name, or one that only ends alike', () => {
    expect(go('https://evil-lan.example/')).toMatchObject({ value: { reach: 'public' } });
    expect(go('https://lan.example/')).toMatchObject({ value: { reach: 'public' } });
  });
});

test('a rehearsal calls nothing but this machine', () => {
  const inRehearsal = (url: string) => readDestination(url, { ...rules, onlyLoopback: true });
  expect(inRehearsal('https://hooks.slack.com/services/T/B/x')).toMatchObject({ ok: false });
  expect(inRehearsal('https://hooks.corp.example/')).toMatchObject({ ok: false });
  expect(inRehearsal('http://127.0.0.1:9/x').ok).toBe(true);
});
