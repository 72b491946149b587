import { isOnPath } from '../alerts/alert-place';
import { defineStep, fine, limited } from './step';

/** Programs that help, each with what for. None is needed to watch. */
const TOOLS = [{ name: 'aws', purpose: 'signing in (aws sso login)' }] as const;

export const tools = defineStep({
  id: 'tools',
  title: 'Tools',
  async look({ place }) {
    return Promise.all(
      TOOLS.map(async ({ name, purpose }) =>
        (await isOnPath(name, place.env))
          ? fine(`${name} is installed`)
          : limited(`${name} is not installed`, `Install it for ${purpose}.`),
      ),
    );
  },
});
