/** The bytes of standard base64 with padding, or null where the text is not the one canonical spelling of its bytes. */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** As {@link fromBase64}, and exactly `length` bytes. */
export function fromBase64Of(length: number, text: string): Buffer | null {
  const bytes = fromBase64(text);
  return bytes?.length === length ? bytes : null;
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
