import { readAwsProfiles } from '../aws-profiles';
import { defineStep, fine, limited } from './step';

export const awsFiles = defineStep({
  id: 'aws-files',
  title: 'AWS profiles',
  async look({ place }) {
    const { profiles, files } = await readAwsProfiles(place);
    const looked = files.map(({ path, state }) => `${path}: ${state}`).join(', ');
    if (profiles.length === 0) {
      return [
        limited(
          `no profile (${looked})`,
          'Make one with `aws configure` or `aws configure sso`, or practise with --rehearse payroll-drill.',
        ),
      ];
    }
    const names = profiles.map(({ name, region }) => `${name} (${region ?? 'no region'})`);
    return [fine(`${names.join(', ')}; ${looked}`)];
  },
});
