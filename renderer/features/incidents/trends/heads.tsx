import type { ReactNode } from 'react';
import table from '../../../ui/plain-table.module.css';

/** The heads of a table: the first of words, the others of numbers. */
export function Heads({ first, numbers }: { first: string; numbers: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {numbers.map((name) => (
          <th key={name} scope="col" className={table.number}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
