import type { AuditFilter } from '../../../../shared/contract/audit';

/** A filter as the index works with it; everything that is not null must hold. */
export interface SearchFilter {
  readonly text: string | null;
  /** Any of these; one that ends with a dot stands for all that begin so. */
  readonly kinds: readonly string[] | null;
  readonly actor: string | null;
  readonly session: string | null;
  readonly context: string | null;
  readonly execution: string | null;
  readonly server: string | null;
  readonly incident: string | null;
  /** Milliseconds since 1970; from inclusive, to exclusive. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export const EVERYTHING: SearchFilter = {
  text: null,
  kinds: null,
  actor: null,
  session: null,
  context: null,
  execution: null,
  server: null,
  incident: null,
  fromMs: null,
  toMs: null,
};

/** Nothing but spaces asks for nothing. */
export function searchFilter(asked: AuditFilter): SearchFilter {
  const kinds = (asked.kind ?? '')
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '');
  return {
    text: given(asked.text),
    kinds: kinds.length === 0 ? null : kinds,
    actor: given(asked.actor),
    session: given(asked.session),
    context: given(asked.context),
    execution: given(asked.execution),
    server: given(asked.server),
    incident: given(asked.incident),
    fromMs: asked.from === undefined ? null : Date.parse(asked.from),
    toMs: asked.to === undefined ? null : Date.parse(asked.to),
  };
}

/** Whether an entry's kind is one of those asked for. */
export function isKindAsked(kind: string, asked: readonly string[]): boolean {
  return asked.some((one) => (one.endsWith('.') ? kind.startsWith(one) : kind === one));
}

function given(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
