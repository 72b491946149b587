/** Pages one listing may take; 4,000 servers at 200 a page are 20. */
const maxPages = 100;

/** Follows `nextToken` to the end. Pages may be empty and still have a successor. */
export async function allPages<T>(
  ask: (page: {
    nextToken?: string;
  }) => Promise<{ readonly items?: readonly T[] | undefined; readonly nextToken?: string | undefined }>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await ask(nextToken === undefined ? {} : { nextToken });
    items.push(...(answer.items ?? []));
    nextToken = answer.nextToken;
    if (nextToken === undefined || nextToken === '') return items;
  }
  throw new Error(`a listing did not end after ${maxPages} pages`);
}
