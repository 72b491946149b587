import { z } from 'zod';
import type { FrameworkEvaluation } from '../../frameworks/evaluation';
import type { Row } from '../blocks';
import type { SectionKind } from '../section-kind';
import { resultTones } from './control-evidence';

const Configuration = z.looseObject({});

/** Recovery risks of the framework, how each is treated, and whether that can be seen. */
export const risks: SectionKind<typeof Configuration> = {
  type: 'RISKS',
  Configuration,
  fields: [],
  build({ framework, evaluation, words }) {
    if (framework === null) return [{ kind: 'text', paragraphs: [words('controls.noFramework')] }];
    const rows = framework.risks.map(({ id, risk, treatment, owner, evidence }): Row => {
      const result = evaluation?.risks.find((one) => one.id === id)?.result ?? 'not-assessed';
      return [id, risk, treatment, owner, titlesOf(evidence, evaluation).join('; '), words(`result.${result}`)];
    });
    return [
      {
        kind: 'table',
        caption: words('risks.caption'),
        columns: [
          { key: 'risk_id', title: words('column.number'), kind: 'text', weight: 0.7 },
          { key: 'risk', title: words('column.risk'), kind: 'text', weight: 3 },
          { key: 'treatment', title: words('column.treatment'), kind: 'text', weight: 3.5 },
          { key: 'owner', title: words('column.owner'), kind: 'text', weight: 1.3 },
          { key: 'evidence', title: words('column.evidence'), kind: 'text', weight: 1.8 },
          { key: 'result', title: words('risks.seen'), kind: 'status', weight: 1.1, tones: resultTones(words) },
        ],
        count: rows.length,
        rows: () => rows,
        empty: words('risks.none'),
        note: words('risks.note'),
      },
    ];
  },
};

/** Titles of evidence, as far as anything was evaluated. */
function titlesOf(names: readonly string[], evaluation: FrameworkEvaluation | null): readonly string[] {
  const titles = new Map(
    (evaluation?.controls ?? []).flatMap(({ evidence }) => evidence.map((one): [string, string] => [one.evidence, one.title])),
  );
  return names.map((name) => titles.get(name) ?? name);
}
