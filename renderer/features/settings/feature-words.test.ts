import { expect, test } from 'vitest';
import { type FeatureName, featureList, Settings } from '../../../shared/domain/settings';
import { t } from '../../language/language';

const isFeature = (name: string): name is FeatureName => name in featureList;

test('the screen says of a capability what the command line says', () => {
  const names = Object.keys(Settings.parse({}).features).filter(isFeature);
  for (const name of names) {
    expect(t(`settings.feature:${name}`)).toBe(featureList[name].title);
    expect(t(`settings.featureText:${name}`)).toBe(featureList[name].text);
  }
});
