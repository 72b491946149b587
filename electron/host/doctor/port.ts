import { createServer } from 'node:net';
import { errnoOf } from '../problem';
import { defineStep, fine, limited } from './step';

export const port = defineStep({
  id: 'port',
  title: 'Port',
  async look(patient) {
    const errno = await tryPort(patient.port);
    if (errno === null) return [fine(`${patient.port} on 127.0.0.1 is free`)];
    if (errno === 'EADDRINUSE') {
      return [
        limited(
          `${patient.port} on 127.0.0.1 is taken, perhaps by a Tocsin that runs`,
          'Use that one, or `tocsin serve --port 0`.',
        ),
      ];
    }
    return [limited(`${patient.port} on 127.0.0.1 cannot be used (${errno})`, 'Choose another with --port.')];
  },
});

function tryPort(wished: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errnoOf(error) ?? error.message));
    server.listen(wished, '127.0.0.1', () => server.close(() => resolve(null)));
  });
}
