/** Thrown inside compilation of a pattern only; its message says what is wrong with it. */
export class BadPattern extends Error {}
