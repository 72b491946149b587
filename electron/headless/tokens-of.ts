/** The bearer token of an `Authorization` header, or null. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** Subprotocol of the browser's socket, and what precedes the token in the second one: a socket of a page can send no headers. */
export const RPC_PROTOCOL = 'tocsin.rpc';
const TOKEN_PROTOCOL = 'token.';

/** The values of `Sec-WebSocket-Protocol`. */
export function protocolsOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The token a page brought as `token.<base64url>`, or null. */
export function tokenOfProtocols(protocols: readonly string[]): string | null {
  const carrier = protocols.find((name) => name.startsWith(TOKEN_PROTOCOL));
  if (carrier === undefined) return null;
  const token = Buffer.from(carrier.slice(TOKEN_PROTOCOL.length), 'base64url').toString('utf8');
  return token === '' ? null : token;
}
