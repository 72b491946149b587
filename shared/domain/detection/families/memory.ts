/** All a part of a detector knows, as arrays that never change their length: copied out to save it, copied in to go on. */
export type Memory = readonly (Float64Array | Uint32Array | Uint8Array)[];

/** Bytes of a memory: the same however much was seen. */
export function sizeOf(memory: Memory): number {
  return memory.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

export function pack(memory: Memory): Uint8Array {
  const bytes = new Uint8Array(sizeOf(memory));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of memory) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** Takes over what was packed; false, and unchanged, where the bytes are of another shape. */
export function unpack(bytes: Uint8Array, memory: Memory): boolean {
  if (bytes.byteLength !== sizeOf(memory)) return false;
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of memory) {
    new Uint8Array(buffer, byteOffset, byteLength).set(bytes.subarray(at, at + byteLength));
    at += byteLength;
  }
  return true;
}
