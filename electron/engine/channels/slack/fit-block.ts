import { cut } from '../../../../shared/domain/templates/plain-message';
import { cutMarkup, SLACK } from '../../../../shared/domain/templates/slack-blocks';
import { type Fields, fieldsIn, isFields, textIn } from '../fit/record';

/** Slack's documented limits, in characters or pieces: those that templates keep, and those only own blocks can reach. */
export const LIMITS = {
  ...SLACK,
  buttonValue: 2000,
  markdown: 12_000,
  altText: 2000,
  id: 255,
} as const;

/** A block within Slack's limits, or null where nothing of it is left to show. Kinds that are not known here go as they are. */
export function fitBlock(block: Fields): Fields | null {
  const fitted = fitKind(withoutLongIds(block, 'block_id'));
  return fitted === null || textIn(fitted.type) === '' ? null : fitted;
}

function fitKind(block: Fields): Fields | null {
  switch (block.type) {
    case 'header':
      return withText(block, LIMITS.header);
    case 'section':
      return fitSection(block);
    case 'context':
      return withElements(block, fieldsIn(block.elements).slice(0, LIMITS.elements).map(fitContextElement));
    case 'actions':
      return withElements(block, fieldsIn(block.elements).slice(0, LIMITS.actions).map(fitElement));
    case 'markdown':
      return textIn(block.text).trim() === '' ? null : { ...block, text: cut(textIn(block.text), LIMITS.markdown) };
    case 'image':
      return textIn(block.image_url).length > LIMITS.url ? null : fitAltText(block);
    default:
      return block;
  }
}

function fitSection(block: Fields): Fields | null {
  const { text, fields, accessory, ...rest } = block;
  const fittedText = fitText(text, LIMITS.section);
  const fittedFields = fieldsIn(fields)
    .map((field) => fitText(field, LIMITS.field))
    .filter(isFields)
    .slice(0, LIMITS.fields);
  if (fittedText === null && fittedFields.length === 0) return null;
  const fittedAccessory = isFields(accessory) ? fitElement(accessory) : null;
  return {
    ...rest,
    ...(fittedText === null ? {} : { text: fittedText }),
    ...(fittedFields.length === 0 ? {} : { fields: fittedFields }),
    ...(fittedAccessory === null ? {} : { accessory: fittedAccessory }),
  };
}

/** A URL that was cut would lead astray, so a button with one that is too long goes whole. */
function fitElement(element: Fields): Fields | null {
  const plain = withoutLongIds(element, 'action_id');
  if (plain.type === 'image') return fitAltText(plain);
  if (plain.type !== 'button') return plain;
  if (textIn(plain.url).length > LIMITS.url || textIn(plain.value).length > LIMITS.buttonValue) return null;
  return withText(plain, LIMITS.button);
}

function fitContextElement(element: Fields): Fields | null {
  return element.type === 'image' ? fitAltText(element) : fitText(element, LIMITS.field);
}

function fitAltText(image: Fields): Fields {
  return { ...image, alt_text: cut(textIn(image.alt_text), LIMITS.altText) };
}

function withText(holder: Fields, most: number): Fields | null {
  const text = fitText(holder.text, most);
  return text === null ? null : { ...holder, text };
}

/** A text object within its limit; null where it says nothing, which Slack refuses. */
function fitText(text: unknown, most: number): Fields | null {
  if (!isFields(text) || textIn(text.text).trim() === '') return null;
  return { ...text, text: (text.type === 'mrkdwn' ? cutMarkup : cut)(textIn(text.text), most) };
}

function withElements(block: Fields, elements: readonly (Fields | null)[]): Fields | null {
  const left = elements.filter(isFields);
  return left.length === 0 ? null : { ...block, elements: left };
}

function withoutLongIds(holder: Fields, name: 'block_id' | 'action_id'): Fields {
  if (textIn(holder[name]).length <= LIMITS.id) return holder;
  const { [name]: _, ...rest } = holder;
  return rest;
}
