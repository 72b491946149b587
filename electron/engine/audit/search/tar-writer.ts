import { type FileHandle, open } from 'node:fs/promises';

/** Writes an uncompressed ustar archive file by file, without knowing their sizes beforehand. */
export interface TarWriter {
  begin(name: string): void;
  /** Adds to the file that was begun. */
  write(text: string): Promise<void>;
  /** Ends the file that was begun. */
  end(): Promise<void>;
  /** Ends the archive. */
  close(): Promise<void>;
}

const BLOCK = 512;

/** Opens `path` anew, readable by its owner alone. `atMs` is when its files are said to have been made. */
export async function openTar(path: string, atMs: number): Promise<TarWriter> {
  const file = await open(path, 'w', 0o600);
  let place = 0;
  let begun: { readonly name: string; readonly header: number } | null = null;

  async function put(bytes: Uint8Array): Promise<void> {
    await writeAt(file, bytes, place);
    place += bytes.length;
  }

  return {
    begin(name) {
      begun = { name, header: place };
      place += BLOCK;
    },
    write: (text) => put(Buffer.from(text, 'utf8')),
    async end() {
      if (begun === null) return;
      const size = place - begun.header - BLOCK;
      await writeAt(file, tarHeader(begun.name, size, atMs), begun.header);
      await put(new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK));
      begun = null;
    },
    async close() {
      await put(new Uint8Array(2 * BLOCK));
      await file.close();
    },
  };
}

async function writeAt(file: FileHandle, bytes: Uint8Array, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
}

/** The block before a file: POSIX.1-1988, names of at most 100 bytes. */
export function tarHeader(name: string, size: number, atMs: number): Uint8Array {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, place: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, place, 'latin1');
  header.write(name, 0, 100, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(atMs / 1_000), 136, 12);
  header.write('        0', 148, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
