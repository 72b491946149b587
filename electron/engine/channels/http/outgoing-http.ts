/** One request to a receiver somebody configured. */
export interface OutgoingRequest {
  readonly method: 'POST' | 'GET' | 'PUT';
  /** Used byte for byte: signatures in queries must survive. Never logged. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

export type OutgoingReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** At most 64 KB. */
      readonly body: string;
    }
  /** Refused before anything was sent: private address, plain http, redirect to such, not a URL. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Nothing of the body had left. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** Cut or timed out after the body went out: nobody knows. */
  | { readonly kind: 'ambiguous'; readonly message: string };

/**
 * The only way out over HTTP: https (http on loopback only), names resolved and every address checked at connect time, no redirects
 * followed, connect within 5 s, the whole call within 15 s, replies bounded.
 */
export interface OutgoingHttp {
  request(request: OutgoingRequest): Promise<OutgoingReply>;
  close(): void;
}
