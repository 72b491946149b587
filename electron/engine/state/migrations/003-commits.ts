/**
 * When each commit was made by the engine's clock, and the last event in it: what a replay needs to say what was known at an instant
 * (D15). Events of before are taken as commits of their own, at the latest moment told up to each.
 */
export const commitsTable = `
CREATE TABLE commits (
  last_seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;
INSERT INTO commits (last_seq, at)
  SELECT max(seq), moment FROM (SELECT seq, max(at) OVER (ORDER BY seq) AS moment FROM events) GROUP BY moment;
`;
