import { createHash, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { TokenInfo } from '../../../shared/contract/console';
import { Instant } from '../../../shared/domain/primitives';
import { err, ok, type Result } from '../../../shared/lib/result';
import type { Actor, Ports, Secrets } from '../ports';
import { type DocumentError, openDocument } from '../storage/document';

const StoredToken = z.object({
  tokenId: z.string(),
  name: z.string(),
  role: z.enum(['view', 'act', 'admin']),
  /** SHA-256 of the token, hex. A token is 32 random bytes, so a slow hash would protect nothing more. */
  hash: z.string(),
  madeAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
type StoredToken = z.infer<typeof StoredToken>;

const TokenFile = z.object({ version: z.literal(1), tokens: z.array(StoredToken) });

export type Role = StoredToken['role'];

/** Who may come in, and as whom. Token values are told once, when made; the file keeps only what recognises them. */
export interface Tokens {
  list(): TokenInfo[];
  make(name: string, role: Role): Promise<Result<TokenInfo & { readonly token: string }, DocumentError>>;
  revoke(
    tokenId: string,
  ): Promise<Result<TokenInfo, DocumentError | { readonly code: 'not-found' | 'last-admin'; readonly message: string }>>;
  verify(token: string): Actor | null;
  /** The one made at first start, or given by the host. */
  first(): string;
  /** Writes down when tokens were last used. */
  flush(): Promise<void>;
}

interface TokensOptions {
  readonly dataDir: string;
  readonly host: Actor['host'];
  /** `TOCSIN_TOKEN`: takes the place of the first token while the host gives it. */
  readonly given: string | null;
  readonly ports: Pick<Ports, 'wall' | 'ids' | 'secrets'>;
}

/** The key store was there when the console began and does not answer now: locked, or its service ended. */
export interface KeyStoreError {
  readonly code: 'key-store';
  readonly message: string;
}

export interface OpenedTokens {
  readonly tokens: Tokens;
  readonly movedAside: { readonly file: string; readonly reason: string } | null;
}

const FIRST = 'first';
const SECRET_NAME = 'first-token';
const TOKEN_BYTES = 32;

export async function openTokens({
  dataDir,
  host,
  given,
  ports,
}: TokensOptions): Promise<Result<OpenedTokens, DocumentError | KeyStoreError>> {
  const { wall, ids, secrets } = ports;
  const opened = await openDocument(join(dataDir, 'tokens.json'), TokenFile, { version: 1, tokens: [] }, wall.now());
  if (!opened.ok) return opened;
  const { document, movedAside } = opened.value;
  const lastUsed = new Map<string, Instant>();

  const stored = () => document.current().tokens;
  const save = (make: (tokens: StoredToken[]) => StoredToken[]) =>
    document.change(({ tokens }) => ({ version: 1, tokens: make(tokens) }));
  const infoOf = ({ hash: _, ...info }: StoredToken): TokenInfo => ({
    ...info,
    lastUsedAt: lastUsed.get(info.tokenId) ?? info.lastUsedAt,
  });
  const newToken = (tokenId: string, name: string, role: Role, token: string): StoredToken => ({
    tokenId,
    name,
    role,
    hash: hashOf(token).toString('hex'),
    madeAt: wall.now(),
    lastUsedAt: null,
    revokedAt: null,
  });

  const knownFirst = stored().find((token) => token.tokenId === FIRST);
  const isRevoked = (token: string) =>
    knownFirst !== undefined && knownFirst.revokedAt !== null && matches(knownFirst, hashOf(token));
  const kept = given === null ? await keptFirst(secrets, isRevoked, () => ids.secret(TOKEN_BYTES)) : ok(given);
  if (!kept.ok) return kept;
  const first = kept.value;
  if (knownFirst === undefined || knownFirst.revokedAt !== null || !matches(knownFirst, hashOf(first))) {
    const saved = await save((tokens) => [
      newToken(FIRST, 'First token', 'admin', first),
      ...tokens.filter((token) => token.tokenId !== FIRST),
    ]);
    if (!saved.ok) return saved;
  }

  return ok({
    movedAside,
    tokens: {
      first: () => first,
      list: () => stored().map(infoOf),
      verify(token) {
        const hash = hashOf(token);
        // Every token is compared, so that the time taken says nothing about which one nearly fitted.
        const [found] = stored().filter((candidate) => matches(candidate, hash) && candidate.revokedAt === null);
        if (found === undefined) return null;
        lastUsed.set(found.tokenId, wall.now());
        return { id: `token:${found.name}`, role: found.role, host };
      },
      async make(name, role) {
        const token = ids.secret(TOKEN_BYTES);
        const made = newToken(ids.next('tok'), name, role, token);
        const saved = await save((tokens) => [...tokens, made]);
        return saved.ok ? ok({ ...infoOf(made), token }) : saved;
      },
      async revoke(tokenId) {
        const found = stored().find((token) => token.tokenId === tokenId);
        if (found === undefined) return err({ code: 'not-found', message: `There is no token ${tokenId}.` });
        const isLastAdmin = !stored().some(
          (token) => token.role === 'admin' && token.revokedAt === null && token.tokenId !== tokenId,
        );
        if (isLastAdmin)
          return err({ code: 'last-admin', message: 'The last admin token cannot be revoked: nobody could make another.' });
        const revoked = { ...found, revokedAt: found.revokedAt ?? wall.now() };
        const saved = await save((tokens) => tokens.map((token) => (token.tokenId === tokenId ? revoked : token)));
        // It is of no use any more. A key store that is locked may keep it: the next start sees that it was revoked.
        if (saved.ok && tokenId === FIRST) await secrets.remove(SECRET_NAME).catch(() => undefined);
        return saved.ok ? ok(infoOf(revoked)) : saved;
      },
      async flush() {
        if (lastUsed.size === 0) return;
        await save((tokens) =>
          tokens.map((token) => ({ ...token, lastUsedAt: lastUsed.get(token.tokenId) ?? token.lastUsedAt })),
        );
      },
    },
  });
}

/** The first token stays readable in the key store, because `serve` prints it at every start. One that was revoked is replaced. */
async function keptFirst(
  secrets: Secrets,
  isRevoked: (token: string) => boolean,
  make: () => string,
): Promise<Result<string, KeyStoreError>> {
  try {
    const kept = await secrets.get(SECRET_NAME);
    if (kept !== null && !isRevoked(kept)) return ok(kept);
    const made = make();
    await secrets.set(SECRET_NAME, made);
    return ok(made);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return err({ code: 'key-store', message: `The key store does not give or keep the first access token (${why}).` });
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

function matches(token: StoredToken, hash: Buffer): boolean {
  const stored = Buffer.from(token.hash, 'hex');
  return stored.length === hash.length && timingSafeEqual(stored, hash);
}
