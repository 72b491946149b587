import { expect, test } from 'vitest';
import { everySection } from '../../../shared/domain/reports/build-sections';
import type { ReportSection } from '../../../shared/domain/reports/report-document';
import { documentFor } from '../reports/document-for';
import { openReportSources } from '../reports/sources/open-sources';
import { anEngine } from '../testing/an-engine';
import { frameworksIn } from './framework-file';

const whole = (sections: readonly ReportSection[]): ReportSection[] =>
  sections.flatMap((section) => [section, ...whole(section.sections)]);

test('every ready definition of a framework is made without a trouble, rows and all, over an empty console', async () => {
  const { dataDir } = await anEngine();
  const opened = openReportSources(dataDir, '0.0.0-test', null);
  if (!opened.ok) throw new Error(opened.error.message);
  const ready = frameworksIn(dataDir).flatMap(({ framework }) => framework?.reports ?? []);
  expect(ready.length).toBeGreaterThanOrEqual(8);
  expect(new Set(ready.map(({ ReportId }) => ReportId)).size).toBe(ready.length);
  for (const definition of ready) {
    const made = { runId: 'r', madeAt: opened.value.newestAt, madeBy: 'test', language: 'en' as const, programVersion: '0' };
    const sections = whole(documentFor(opened.value, definition, made).sections);
    expect(sections).toHaveLength(everySection(definition.Sections).length);
    expect([definition.ReportId, sections.flatMap(({ troubles }) => troubles)]).toEqual([definition.ReportId, []]);
    for (const { blocks } of sections)
      for (const block of blocks) if (block.kind === 'table') expect([...block.rows()]).toHaveLength(block.count);
  }
  opened.value.close();
});
