import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Rendered } from '../../../shared/domain/notifications/rendered';
import type { Database } from '../journal/database';

/** Messages as they were rendered, by the number of their delivery. Pictures that many mails carry are stored once. */
export interface Contents {
  save(delivery: number, rendered: Rendered): void;
  load(delivery: number): Rendered | null;
  remove(delivery: number): void;
}

const REFERENCE = 'sha256:';

export function createContents(database: Database): Contents {
  const put = database.command('INSERT OR REPLACE INTO rendered (delivery, message) VALUES (?, ?)');
  const forget = database.command('DELETE FROM rendered WHERE delivery = ?');
  const putPicture = database.command('INSERT OR IGNORE INTO pictures (digest, base64) VALUES (?, ?)');
  const find = database.query('SELECT message FROM rendered WHERE delivery = ?', z.object({ message: z.string() }));
  const findPicture = database.query('SELECT base64 FROM pictures WHERE digest = ?', z.object({ base64: z.string() }));

  function apart(rendered: Rendered): Rendered {
    if (rendered.format !== 'mail' || rendered.inline.length === 0) return rendered;
    const inline = rendered.inline.map((picture) => {
      const digest = createHash('sha256').update(picture.base64).digest('hex');
      putPicture.run(digest, picture.base64);
      return { ...picture, base64: `${REFERENCE}${digest}` };
    });
    return { ...rendered, inline };
  }

  function whole(rendered: Rendered): Rendered {
    if (rendered.format !== 'mail' || rendered.inline.length === 0) return rendered;
    const inline = rendered.inline.map((picture) =>
      picture.base64.startsWith(REFERENCE)
        ? { ...picture, base64: findPicture.first(picture.base64.slice(REFERENCE.length))?.base64 ?? '' }
        : picture,
    );
    return { ...rendered, inline };
  }

  return {
    save: (delivery, rendered) => void put.run(delivery, JSON.stringify(apart(rendered))),
    load(delivery) {
      const row = find.first(delivery);
      return row === null ? null : whole(Rendered.parse(JSON.parse(row.message)));
    },
    remove: (delivery) => void forget.run(delivery),
  };
}
