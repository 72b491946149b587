import { z } from 'zod';
import type { AttributeValue, Item } from '../world';

/** An attribute value in wire form. */
const AttributeValueSchema: z.ZodType<AttributeValue> = z.lazy(() =>
  z.union([
    z.strictObject({ S: z.string() }),
    z.strictObject({ N: z.string().regex(/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/) }),
    z.strictObject({ BOOL: z.boolean() }),
    z.strictObject({ NULL: z.literal(true) }),
    z.strictObject({ L: z.array(AttributeValueSchema) }),
    z.strictObject({ M: ItemSchema }),
    z.strictObject({ SS: z.array(z.string()).min(1) }),
    z.strictObject({ NS: z.array(z.string()).min(1) }),
    z.strictObject({ B: z.string() }),
  ]),
);
export const ItemSchema: z.ZodType<Item> = z.lazy(() => z.record(z.string(), AttributeValueSchema));

/** `S`, `N`, `BOOL`… */
export function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] ?? '';
}

/** Order of two strings, numbers or binaries; null when they cannot be ordered. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | null {
  if ('S' in a && 'S' in b) return a.S < b.S ? -1 : Number(a.S > b.S);
  if ('N' in a && 'N' in b) return Number(a.N) - Number(b.N);
  if ('B' in a && 'B' in b) return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  return null;
}

/** Deep equality; numbers by value (`1.0` is `1`), sets without regard to order. */
export function equalValues(a: AttributeValue, b: AttributeValue): boolean {
  const ordered = compareValues(a, b);
  if (ordered !== null) return ordered === 0;
  if ('L' in a && 'L' in b) return a.L.length === b.L.length && a.L.every((item, index) => equalOptional(item, b.L[index]));
  if ('M' in a && 'M' in b) {
    const names = Object.keys(a.M);
    return names.length === Object.keys(b.M).length && names.every((name) => equalOptional(a.M[name], b.M[name]));
  }
  if ('SS' in a && 'SS' in b) return sameSet(a.SS, b.SS);
  if ('NS' in a && 'NS' in b) return sameSet(a.NS.map(Number), b.NS.map(Number));
  if ('BOOL' in a && 'BOOL' in b) return a.BOOL === b.BOOL;
  return 'NULL' in a && 'NULL' in b;
}

function equalOptional(a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  return a !== undefined && b !== undefined && equalValues(a, b);
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

/** Bytes an item counts for in pages of 1 MB: names and values, near enough to what DynamoDB charges. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return Math.ceil(value.N.length / 2) + 1;
  if ('L' in value) return value.L.reduce((sum, item) => sum + valueBytes(item) + 1, 3);
  if ('M' in value) return itemBytes(value.M) + Object.keys(value.M).length + 3;
  if ('SS' in value) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if ('NS' in value) return value.NS.reduce((sum, text) => sum + Math.ceil(text.length / 2) + 1, 0);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  return 1;
}
