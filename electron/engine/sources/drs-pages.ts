/** Pages one listing may take; 4,000 servers at 200 a page are 20. */
const maxPages = 100;

interface Page<T> {
  readonly items?: readonly T[] | undefined;
  readonly nextToken?: string | undefined;
}
type Ask<T> = (page: { nextToken?: string }) => Promise<Page<T>>;

/**
 * Follows `nextToken` to the end, a page at a time, so that whoever reads thousands of things does his work between the answers and not
 * all at once. Pages may be empty and still have a successor. Throws rather than end early: a listing that is not complete proves nothing.
 */
export async function* pagesOf<T>(ask: Ask<T>): AsyncGenerator<readonly T[], void, void> {
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await ask(nextToken === undefined ? {} : { nextToken });
    yield answer.items ?? [];
    nextToken = answer.nextToken;
    if (nextToken === undefined || nextToken === '') return;
  }
  throw new Error(`a listing did not end after ${maxPages} pages`);
}

/** A listing as a whole, for those that are short. */
export async function allPages<T>(ask: Ask<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pagesOf(ask)) items.push(...page);
  return items;
}
