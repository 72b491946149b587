import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a server does in place of its usual answer: says something else, hangs up, or falls silent. */
export type SmtpAnswer = string | 'cut' | 'silence';

export type SmtpMoment = 'connect' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'end';

export interface ScriptedSmtp {
  readonly port: number;
  /** Message sources that came whole, whatever was answered. */
  readonly messages: string[];
  readonly connections: () => number;
  /** Hangs up on everybody. */
  hangUp(): void;
}

const usual: Readonly<Record<SmtpMoment, string>> = {
  connect: '220 scripted ESMTP',
  EHLO: '250-scripted\r\n250-SIZE 100000\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME',
  STARTTLS: '502 5.5.1 not here',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go ahead',
  end: '250 2.0.0 queued as 4711',
};

/** A mail server on loopback that answers as told, for what no real one would do on demand. `script` sees how often a moment came. */
export async function scriptedSmtp(script: (moment: SmtpMoment, count: number) => SmtpAnswer | null): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const messages: string[] = [];
  const counts = new Map<SmtpMoment, number>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const answer = (moment: SmtpMoment): boolean => {
      const count = (counts.get(moment) ?? 0) + 1;
      counts.set(moment, count);
      const said = script(moment, count) ?? usual[moment];
      if (said === 'cut') socket.destroy();
      else if (said !== 'silence') socket.write(`${said}\r\n`);
      return said === usual[moment];
    };
    let kept = '';
    let isData = false;
    socket.on('data', (chunk) => {
      kept += chunk.toString('latin1');
      for (;;) {
        const end = kept.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = kept.slice(0, end);
        kept = kept.slice(end + (isData ? 5 : 2));
        if (isData) {
          messages.push(piece);
          isData = false;
          answer('end');
        } else isData = command(piece.slice(0, 4).toUpperCase());
      }
    });
    const command = (verb: string): boolean => {
      switch (verb) {
        case 'EHLO':
        case 'MAIL':
        case 'RCPT':
        case 'AUTH':
          answer(verb);
          return false;
        case 'STAR':
          answer('STARTTLS');
          return false;
        case 'DATA':
          return answer('DATA');
        default:
          socket.write(verb === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
          return false;
      }
    };
    answer('connect');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    hangUp();
    server.close();
  });
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    messages,
    connections: () => connections,
    hangUp,
  };
}
