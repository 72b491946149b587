import type { Delivery } from '../notifications/delivery';
import { formatOf } from '../notifications/delivery';
import type { NotificationEvent } from '../notifications/event';
import { familyOf } from '../notifications/event-types';
import type { Template } from '../notifications/template';
import { localeChain } from './locale-chain';
import { digestId, shippedId, shippedTemplate } from './shipped';

interface Wish {
  readonly delivery: Pick<Delivery, 'carrier' | 'templateId' | 'locale'>;
  readonly event: Pick<NotificationEvent, 'type'>;
  readonly isDigest: boolean;
}

/**
 * The template for a message: the one its channel names, where that fits the form of message and the family of events; else the one
 * that ships for both. Either way one's own under that id takes the place of the shipped one, in the nearest language it exists in.
 */
export function chooseTemplate(own: readonly Template[], { delivery, event, isDigest }: Wish): Template | null {
  const format = formatOf[delivery.carrier];
  const family = familyOf(event.type);
  if (isDigest) return find(own, digestId(format), delivery.locale);
  const named = delivery.templateId === null ? null : find(own, delivery.templateId, delivery.locale);
  const fits = named !== null && named.format === format && (named.event === family || named.event === 'any');
  return fits ? named : find(own, shippedId(family, format), delivery.locale);
}

function find(own: readonly Template[], templateId: string, locale: string): Template | null {
  for (const one of localeChain(locale)) {
    const mine = own.find((template) => template.templateId === templateId && template.locale === one);
    if (mine !== undefined) return mine;
  }
  return shippedTemplate(templateId);
}
