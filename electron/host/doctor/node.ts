import { broken, defineStep, fine } from './step';

const OLDEST = [20, 19] as const;

export const node = defineStep({
  id: 'node',
  title: 'Node.js',
  async look({ nodeVersion }) {
    const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
    const isEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
    if (isEnough) return [fine(`Node ${nodeVersion}`)];
    return [broken(`Node ${nodeVersion} is too old`, `Install Node ${OLDEST.join('.')} or newer.`)];
  },
});
