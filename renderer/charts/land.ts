/**
 * The land of the earth in squares of ten degrees, coarse on purpose: rows from 80 north to 60 south, each a list of stretches
 * `[first, last]` of columns counted from 180 west.
 */
const rows: readonly (readonly (readonly [number, number])[])[] = [
  [
    [10, 15],
    [28, 29],
  ],
  [
    [2, 10],
    [12, 15],
    [24, 35],
  ],
  [
    [2, 10],
    [13, 13],
    [18, 35],
  ],
  [
    [5, 11],
    [17, 31],
    [34, 34],
  ],
  [
    [5, 10],
    [17, 30],
  ],
  [
    [6, 10],
    [17, 31],
  ],
  [
    [7, 9],
    [16, 30],
  ],
  [
    [8, 9],
    [16, 23],
    [25, 26],
    [28, 30],
  ],
  [
    [10, 12],
    [16, 22],
    [25, 25],
    [28, 30],
  ],
  [
    [10, 13],
    [18, 21],
    [28, 32],
  ],
  [
    [10, 14],
    [19, 22],
    [30, 33],
  ],
  [
    [11, 13],
    [19, 22],
    [29, 32],
  ],
  [
    [11, 12],
    [19, 20],
    [29, 33],
  ],
  [
    [10, 11],
    [32, 32],
    [35, 35],
  ],
  [[10, 11]],
];

export const LAND_TOP = 80;
export const LAND_STEP = 10;

/** South-west corners of the squares that are land, in degrees east and north. */
export const land: readonly (readonly [number, number])[] = rows.flatMap((stretches, row) =>
  stretches.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index): readonly [number, number] => [
      -180 + (first + index) * LAND_STEP,
      LAND_TOP - (row + 1) * LAND_STEP,
    ]),
  ),
);
