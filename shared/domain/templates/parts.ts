/// <reference path="./raw.d.ts" />
import cardAlerts from '../../../resources/templates/card/alerts.liquid?raw';
import cardCauses from '../../../resources/templates/card/causes.liquid?raw';
import cardDigest from '../../../resources/templates/card/digest.liquid?raw';
import cardFacts from '../../../resources/templates/card/facts.liquid?raw';
import cardFailed from '../../../resources/templates/card/failed.liquid?raw';
import cardFoot from '../../../resources/templates/card/foot.liquid?raw';
import cardLead from '../../../resources/templates/card/lead.liquid?raw';
import cardLog from '../../../resources/templates/card/log.liquid?raw';
import cardSteps from '../../../resources/templates/card/steps.liquid?raw';
import cardWaves from '../../../resources/templates/card/waves.liquid?raw';
import jsonEvent from '../../../resources/templates/json/event.liquid?raw';
import mailAlerts from '../../../resources/templates/mail/alerts.liquid?raw';
import mailCauses from '../../../resources/templates/mail/causes.liquid?raw';
import mailDigest from '../../../resources/templates/mail/digest.liquid?raw';
import mailFacts from '../../../resources/templates/mail/facts.liquid?raw';
import mailFailed from '../../../resources/templates/mail/failed.liquid?raw';
import mailLayout from '../../../resources/templates/mail/layout.html?raw';
import mailLead from '../../../resources/templates/mail/lead.liquid?raw';
import mailLog from '../../../resources/templates/mail/log.liquid?raw';
import mailSteps from '../../../resources/templates/mail/steps.liquid?raw';
import mailWaves from '../../../resources/templates/mail/waves.liquid?raw';
import slackAlerts from '../../../resources/templates/slack/alerts.liquid?raw';
import slackCauses from '../../../resources/templates/slack/causes.liquid?raw';
import slackDigest from '../../../resources/templates/slack/digest.liquid?raw';
import slackFacts from '../../../resources/templates/slack/facts.liquid?raw';
import slackFailed from '../../../resources/templates/slack/failed.liquid?raw';
import slackFoot from '../../../resources/templates/slack/foot.liquid?raw';
import slackLead from '../../../resources/templates/slack/lead.liquid?raw';
import slackLog from '../../../resources/templates/slack/log.liquid?raw';
import slackSteps from '../../../resources/templates/slack/steps.liquid?raw';
import slackWaves from '../../../resources/templates/slack/waves.liquid?raw';
import textAlerts from '../../../resources/templates/text/alerts.liquid?raw';
import textCauses from '../../../resources/templates/text/causes.liquid?raw';
import textDigest from '../../../resources/templates/text/digest.liquid?raw';
import textFacts from '../../../resources/templates/text/facts.liquid?raw';
import textFailed from '../../../resources/templates/text/failed.liquid?raw';
import textFoot from '../../../resources/templates/text/foot.liquid?raw';
import textLead from '../../../resources/templates/text/lead.liquid?raw';
import textLog from '../../../resources/templates/text/log.liquid?raw';
import textSteps from '../../../resources/templates/text/steps.liquid?raw';
import textWaves from '../../../resources/templates/text/waves.liquid?raw';
import type { Mode } from './escape';

/** Pieces a template may take in by name (`{% include 'facts' %}`), the same names in every form of message. */
const all: Readonly<Record<Mode, Readonly<Record<string, string>>>> = {
  line: {},
  plain: {
    alerts: textAlerts,
    causes: textCauses,
    digest: textDigest,
    facts: textFacts,
    failed: textFailed,
    foot: textFoot,
    lead: textLead,
    log: textLog,
    steps: textSteps,
    waves: textWaves,
  },
  html: {
    mail: mailLayout,
    alerts: mailAlerts,
    causes: mailCauses,
    digest: mailDigest,
    facts: mailFacts,
    failed: mailFailed,
    lead: mailLead,
    log: mailLog,
    steps: mailSteps,
    waves: mailWaves,
  },
  slack: {
    alerts: slackAlerts,
    causes: slackCauses,
    digest: slackDigest,
    facts: slackFacts,
    failed: slackFailed,
    foot: slackFoot,
    lead: slackLead,
    log: slackLog,
    steps: slackSteps,
    waves: slackWaves,
  },
  card: {
    alerts: cardAlerts,
    causes: cardCauses,
    digest: cardDigest,
    facts: cardFacts,
    failed: cardFailed,
    foot: cardFoot,
    lead: cardLead,
    log: cardLog,
    steps: cardSteps,
    waves: cardWaves,
  },
  json: { event: jsonEvent },
};

/** Layouts and parts that a template of a mode may name in `layout` and `include`. */
export function parts(mode: Mode): Readonly<Record<string, string>> {
  return all[mode];
}
