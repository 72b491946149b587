import { AdaptiveCard, HostConfig } from 'adaptivecards';
import { err, ok, type Result } from '../../../../../shared/lib/result';
import { t } from '../../../../language/language';
import { cardMarkdown } from './card-markdown';

/** Colours and sizes near those of Teams' light theme; cards name no colours of their own. */
const host = new HostConfig({
  fontFamily: 'Segoe UI, system-ui, sans-serif',
  containerStyles: {
    default: {
      backgroundColor: '#ffffff',
      foregroundColors: {
        default: { default: '#242424', subtle: '#616161' },
        attention: { default: '#a5123a', subtle: '#a5123a' },
        warning: { default: '#8a5d00', subtle: '#8a5d00' },
        good: { default: '#0b6a4f', subtle: '#0b6a4f' },
        accent: { default: '#1a5fd0', subtle: '#1a5fd0' },
      },
    },
    emphasis: {
      backgroundColor: '#f0f0f0',
      foregroundColors: { default: { default: '#242424', subtle: '#616161' } },
    },
  },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left' },
});

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardMarkdown(text);
  result.didProcess = true;
};

/** The card as an element. Its links lead nowhere: this is a picture of it. */
export function drawCard(payload: Readonly<Record<string, unknown>>): Result<HTMLElement, string> {
  try {
    const card = new AdaptiveCard();
    card.hostConfig = host;
    card.onExecuteAction = () => undefined;
    card.parse(payload);
    const element = card.render();
    return element === undefined ? err(t('notificationTemplates.theCardHasNothingToDraw')) : ok(element);
  } catch (thrown) {
    return err(
      t('notificationTemplates.theCardCannotBeDrawnValue', { value: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
  }
}
