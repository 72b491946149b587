import { filterList } from '../../../../shared/domain/templates/filters';
import { variablesList } from '../../../../shared/domain/templates/variables';

/** One offer of the editor while somebody types. */
export interface Offer {
  readonly label: string;
  readonly detail: string;
  readonly info: string;
}

const all = variablesList();

/** Variables that stand alone or begin a path, in both spellings. */
export const variableOffers: readonly Offer[] = all.flatMap(({ name, alias, type, text }) => {
  if (name.includes('[]')) return [];
  const own = { label: name, detail: type, info: text };
  return alias === null ? [own] : [own, { label: alias, detail: type, info: text }];
});

export const filterOffers: readonly Offer[] = filterList.map(({ name, text, example }) => ({
  label: name,
  detail: '',
  info: `${text} ${example}`,
}));

/** What may follow `path.`: fields of a group such as `execution`. */
export function fieldOffers(path: readonly string[]): readonly Offer[] {
  const prefix = `${path.join('.')}.`;
  return all.flatMap(({ name, type, text }) =>
    name.startsWith(prefix) ? [{ label: name.slice(prefix.length), detail: type, info: text }] : [],
  );
}
