/** One request to a receiver somebody configured. */
export interface OutgoingRequest {
  readonly method: 'POST' | 'GET' | 'PUT' | 'PATCH';
  /** Used byte for byte: signatures in queries must survive. Never logged. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Bytes of the answer that are read, where 64 KB would cut it; what is longer is cut. */
  readonly mostReply?: number;
  readonly signal: AbortSignal;
}

export type OutgoingReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** At most 64 KB, or as much as was asked for. */
      readonly body: string;
    }
  /** Refused before anything was sent, and would be again: private address, plain http, not a URL, a header that cannot be sent. */
  | { readonly kind: 'refused'; readonly message: string }
  /**
   * Nothing of the body had left. Also where a name leads to addresses that are not called: in a strange network every name does, so it is
   * worth another try.
   */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** Cut or timed out after the body went out: nobody knows. */
  | { readonly kind: 'ambiguous'; readonly message: string };

/**
 * The only way out over HTTP: https (http on loopback only), names resolved and every address checked at connect time, no redirects
 * followed, connect within 5 s, the whole call within 15 s, replies bounded. Private addresses are called for hosts that an administrator
 * allows by name (`Defaults.AllowedPrivateHosts`). Messages hold no more of a URL than its host.
 */
export interface OutgoingHttp {
  request(request: OutgoingRequest): Promise<OutgoingReply>;
  close(): void;
}
