import { prepareDataDir } from '../data-dir';
import { broken, defineStep, fine } from './step';

export const dataDir = defineStep({
  id: 'data-dir',
  title: 'Data directory',
  async look(patient) {
    const prepared = await prepareDataDir(patient.dataDir);
    return [prepared.ok ? fine(`${prepared.value} can be written`) : broken(prepared.error.message, prepared.error.next)];
  },
});
