import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate for one name, signed by itself and made on the spot: no key lies in the checkout, and none runs out. PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

const OID = { commonName: '550403', ecdsaWithSha256: '2a8648ce3d040302', subjectAltName: '551d11' } as const;

/**
 * @param name A DNS name.
 * @param from Days from `now` (epoch ms) until it begins to hold; it holds for 30 days. Negative for one that has run out.
 */
export function selfSigned(name: string, now: number, from = -1): SelfSigned {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const subject = sequence(set(sequence(oid(OID.commonName), tag(0x0c, Buffer.from(name)))));
  const day = 24 * 60 * 60 * 1000;
  const alternative = sequence(tag(0x82, Buffer.from(name)), tag(0x87, Buffer.from([127, 0, 0, 1])));
  const body = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.from([1])),
    algorithm,
    subject,
    sequence(time(now + from * day), time(now + (from + 30) * day)),
    subject,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(sequence(oid(OID.subjectAltName), tag(0x04, alternative)))),
  );
  const signature = tag(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, keys.privateKey)]));
  const der = sequence(body, algorithm, signature).toString('base64');
  const lines = der.match(/.{1,64}/g) ?? [];
  return {
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function tag(kind: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([kind]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function set(content: Buffer): Buffer {
  return tag(0x31, content);
}

function oid(hex: string): Buffer {
  return tag(0x06, Buffer.from(hex, 'hex'));
}

/** UTCTime, `YYMMDDHHMMSSZ`. */
function time(epochMs: number): Buffer {
  return tag(0x17, Buffer.from(`${new Date(epochMs).toISOString().slice(2, 19).replace(/\D/g, '')}Z`));
}
