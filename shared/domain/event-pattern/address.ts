/** An IPv4 or IPv6 address as bits, so that one comparison of prefixes serves both. */
interface Address {
  readonly bits: string;
}

/** Whether `address` lies in `block` such as `10.0.0.0/24`; false for text that is no address. */
export function isInBlock(address: string, block: string): boolean {
  const wanted = readBlock(block);
  const given = readAddress(address);
  if (wanted === null || given === null || given.bits.length !== wanted.bits.length) return false;
  return given.bits.slice(0, wanted.length) === wanted.bits.slice(0, wanted.length);
}

/** A block's address and the length of its prefix; null where the text is none. */
export function readBlock(block: string): { readonly bits: string; readonly length: number } | null {
  const [address = '', length = '', ...rest] = block.split('/');
  const read = readAddress(address);
  if (read === null || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > read.bits.length) return null;
  return { bits: read.bits, length: Number(length) };
}

function readAddress(text: string): Address | null {
  const parts = text.includes(':') ? readSix(text) : readFour(text);
  return parts === null ? null : { bits: parts.join('') };
}

function readFour(text: string): readonly string[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null;
  return parts.map((part) => Number(part).toString(2).padStart(8, '0'));
}

function readSix(text: string): readonly string[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return null;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'));
}
