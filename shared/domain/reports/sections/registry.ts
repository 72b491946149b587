import type { SectionKind } from '../section-kind';
import { executionMetrics } from './execution-metrics';
import { text } from './text';

/** Every kind of section, in the order in which a builder offers them. To add one: its file, and a line here. */
export const sectionKinds: readonly SectionKind[] = [executionMetrics, text];

export function sectionKindOf(type: string): SectionKind | null {
  return sectionKinds.find((kind) => kind.type === type) ?? null;
}
