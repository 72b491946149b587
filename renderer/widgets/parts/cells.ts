/** Columns and side of `count` squares that fill `width` × `height` pixels, as large as will go; at most `most` pixels. */
export function cellsIn(
  count: number,
  width: number,
  height: number,
  most: number,
): { readonly columns: number; readonly size: number } {
  let best = { columns: Math.max(1, count), size: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const size = Math.min(width / columns, height / Math.ceil(count / columns), most);
    if (size > best.size) best = { columns, size };
  }
  return { columns: Math.max(best.columns, Math.floor(width / Math.max(1, best.size))), size: best.size };
}
