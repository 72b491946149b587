import { describe, expect, test } from 'vitest';
import { allowedHosts, refusalOf } from './request-guard';
import { bearerOf, protocolsOf, tokenOfProtocols } from './tokens-of';
import { countWrongTokens } from './wrong-tokens';

describe('who may call', () => {
  const hosts = allowedHosts(7717, ['wall.example'], false);

  test.each([
    [{ host: '127.0.0.1:7717' }, null],
    [{ host: 'LOCALHOST:7717' }, null],
    [{ host: '[::1]:7717' }, null],
    [{ host: 'wall.example:7717', origin: 'http://wall.example:7717' }, null],
    [{ host: '127.0.0.1:7717', origin: 'http://localhost:7717' }, null],
    [{ host: 'evil.example:7717' }, 'host.refused'],
    [{ host: '127.0.0.1' }, 'host.refused'],
    [{}, 'host.refused'],
    [{ host: '127.0.0.1:7717', origin: 'http://evil.example' }, 'origin.refused'],
    [{ host: '127.0.0.1:7717', origin: 'https://127.0.0.1:7717' }, 'origin.refused'],
    [{ host: '127.0.0.1:7717', origin: 'http://127.0.0.1:8080' }, 'origin.refused'],
    [{ host: '127.0.0.1:7717', origin: 'null' }, 'origin.refused'],
  ])('%j: %s', (headers, code) => {
    expect(refusalOf(headers, hosts, 'http')?.code ?? null).toBe(code);
  });

  test.each([
    [{ host: 'wall.example', origin: 'https://wall.example' }, null],
    [{ host: 'wall.example:7717', origin: 'https://wall.example' }, null],
    [{ host: 'wall.example', origin: 'http://wall.example' }, null],
    [{ host: 'wall.example', origin: 'https://evil.example' }, 'origin.refused'],
    [{ host: '127.0.0.1' }, 'host.refused'],
    [{ host: '127.0.0.1:7717', origin: 'https://127.0.0.1' }, 'origin.refused'],
  ])('behind something that encrypts, %j: %s', (headers, code) => {
    const behind = allowedHosts(7717, ['127.0.0.1'], false, ['wall.example']);
    expect(refusalOf(headers, behind, 'http')?.code ?? null).toBe(code);
  });

  test('the usual port may be left out', () => {
    expect(
      refusalOf({ host: 'wall.example', origin: 'https://wall.example' }, allowedHosts(443, ['wall.example'], true), 'https'),
    ).toBeNull();
  });
});

describe('tokens', () => {
  test.each([
    ['Bearer abc-_.~', 'abc-_.~'],
    ['bearer abc', 'abc'],
    ['Basic abc', null],
    ['Bearer a b', null],
    [undefined, null],
  ])('of the header %s is %s', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });

  test('of a page travels as a subprotocol', () => {
    const carried = `tocsin.rpc, token.${Buffer.from('päss+word').toString('base64url')}`;
    expect(tokenOfProtocols(protocolsOf(carried))).toBe('päss+word');
    expect(tokenOfProtocols(protocolsOf('tocsin.rpc'))).toBeNull();
    expect(tokenOfProtocols(['token.'])).toBeNull();
  });

  test('twenty wrong ones a minute, then the caller waits; others do not', () => {
    const wrong = countWrongTokens();
    const tries = Array.from({ length: 21 }, () => wrong.add('10.0.0.1', 1_000));
    expect([tries[19], tries[20], wrong.add('10.0.0.2', 1_000), wrong.add('10.0.0.1', 62_000)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});
