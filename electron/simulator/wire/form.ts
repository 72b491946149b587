/**
 * The query protocol's form, un-flattened: `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`, and map entries
 * (`Attributes.entry.1.key`) become a list of `{ key, value }`. Every leaf is a string.
 */
export function readForm(body: string): Record<string, unknown> {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(body)) put(root, name.split('.'), value);
  return Object.fromEntries([...root].map(([name, node]) => [name, collapse(node)]));
}

type Branch = Map<string, Branch | string>;

function put(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  for (const step of path.slice(0, -1)) {
    const next = branch.get(step);
    if (next instanceof Map) {
      branch = next;
      continue;
    }
    const created: Branch = new Map();
    branch.set(step, created);
    branch = created;
  }
  const leaf = path.at(-1);
  if (leaf !== undefined) branch.set(leaf, value);
}

function collapse(node: Branch | string): unknown {
  if (typeof node === 'string') return node;
  const only = node.size === 1 ? (node.get('member') ?? node.get('entry')) : undefined;
  if (only instanceof Map) return [...only].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => collapse(item));
  return Object.fromEntries([...node].map(([name, child]) => [name, collapse(child)]));
}
