import { Fragment, type ReactNode } from 'react';
import { z } from 'zod';
import type { Rendered } from '../../../../../shared/domain/notifications/rendered';
import classes from '../templates.module.css';
import { readSlack, type SlackPiece } from './slack-text';

const Text = z.object({ text: z.string(), type: z.string().optional() });
/** The blocks that our messages use; others are shown by their name. */
const Block = z.looseObject({
  type: z.string(),
  text: Text.optional(),
  fields: z.array(Text).optional(),
  elements: z.array(z.looseObject({ text: z.union([Text, z.string()]).optional() })).optional(),
});
type Block = z.infer<typeof Block>;

/** A message in Slack, with the bar of its severity. */
export function SlackPreview({ message }: { message: Extract<Rendered, { format: 'slack' }> }): ReactNode {
  return (
    <div className={classes.slack} style={{ borderLeftColor: message.colour }}>
      {message.blocks.map((raw, index) => {
        const block = Block.safeParse(raw);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name
          <Fragment key={index}>{block.success ? <OneBlock block={block.data} /> : null}</Fragment>
        );
      })}
    </div>
  );
}

function OneBlock({ block }: { block: Block }): ReactNode {
  switch (block.type) {
    case 'header':
      return <h2 className={classes.slackHeader}>{block.text?.text}</h2>;
    case 'divider':
      return <hr className={classes.slackRule} />;
    case 'section':
      return (
        <>
          {block.text === undefined ? null : (
            <p className={classes.slackText}>
              <Marked text={block.text.text} />
            </p>
          )}
          {block.fields === undefined ? null : (
            <div className={classes.slackFields}>
              {block.fields.map(({ text }) => (
                <p key={text} className={classes.slackText}>
                  <Marked text={text} />
                </p>
              ))}
            </div>
          )}
        </>
      );
    case 'context':
      return (
        <p className={classes.slackContext}>
          {(block.elements ?? []).map((element) => (
            <Marked key={wordsOf(element)} text={wordsOf(element)} />
          ))}
        </p>
      );
    case 'actions':
      return (
        <p className={classes.slackActions}>
          {(block.elements ?? []).map((element) => (
            <span key={wordsOf(element)} className={classes.slackButton}>
              {wordsOf(element)}
            </span>
          ))}
        </p>
      );
    default:
      return <p className={classes.slackContext}>[{block.type}]</p>;
  }
}

function wordsOf({ text }: NonNullable<Block['elements']>[number]): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}

function Marked({ text }: { text: string }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name
  return readSlack(text).map((piece, index) => <Piece key={`${index}/${piece.text}`} piece={piece} />);
}

function Piece({ piece }: { piece: SlackPiece }): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'bold':
      return <b>{piece.text}</b>;
    case 'italic':
      return <i>{piece.text}</i>;
    case 'strike':
      return <s>{piece.text}</s>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'lines':
      return <code className={classes.slackLines}>{piece.text}</code>;
    case 'link':
      return (
        <span className={classes.slackLink} title={piece.url}>
          {piece.text}
        </span>
      );
  }
}
