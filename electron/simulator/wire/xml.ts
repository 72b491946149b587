/**
 * XML of the query protocol. Arrays become `<member>` elements, a `Map` becomes `<entry><key/><value/></entry>` elements,
 * objects become one element per field; undefined and null are left out.
 */
export function xmlFields(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');
}

/** One element with escaped content. */
export function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: unknown): string {
  if (value instanceof Map) return [...value].map(([key, item]) => element('entry', { key, value: item })).join('');
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (typeof value === 'object' && value !== null) return xmlFields(value);
  return escapeXml(String(value));
}

/** A carriage return must be written as a reference: a parser would turn a bare one into a line feed. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
}
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
