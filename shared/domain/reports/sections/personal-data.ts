import { z } from 'zod';
import type { Row } from '../blocks';
import type { SectionKind } from '../section-kind';

const Configuration = z.looseObject({});

/** The personal data that this console itself holds. */
export const personalData: SectionKind<typeof Configuration> = {
  type: 'PERSONAL_DATA',
  Configuration,
  fields: [],
  build({ register, words }) {
    if (register === null) return [{ kind: 'text', paragraphs: [words('personal.unknown')] }];
    return [
      {
        kind: 'table',
        caption: words('personal.caption'),
        columns: [
          { key: 'what', title: words('column.what'), kind: 'text', weight: 2 },
          { key: 'whose', title: words('column.whose'), kind: 'text', weight: 1.4 },
          { key: 'purpose', title: words('column.purpose'), kind: 'text', weight: 2 },
          { key: 'basis', title: words('column.basis'), kind: 'text', weight: 1.6 },
          { key: 'where', title: words('column.where'), kind: 'text', weight: 1.6 },
          { key: 'retention', title: words('column.retention'), kind: 'text', weight: 1.6 },
          { key: 'erasure', title: words('column.erasure'), kind: 'text', weight: 2 },
          { key: 'records', title: words('column.records'), kind: 'integer', weight: 0.8 },
        ],
        count: register.length,
        rows: () =>
          register.map(
            ({ what, whose, purpose, basis, where, retention, erasure, records }): Row => [
              what,
              whose,
              purpose,
              basis,
              where,
              retention,
              erasure,
              records,
            ],
          ),
        empty: words('personal.none'),
      },
    ];
  },
};
