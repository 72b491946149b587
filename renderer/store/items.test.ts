import { describe, expect, it } from 'vitest';
import { changedFields, fieldWithin, freeId, freshId, type Items, laidOver, moved, replaced, withUnsaved } from './items';

interface Thing {
  readonly id: string;
  readonly name: string;
}

const things: Items<{ readonly things: readonly Thing[] }, Thing> = {
  list: (document) => document.things,
  withList: (document, list) => ({ ...document, things: list }),
  idOf: ({ id }) => id,
  named: (one, taken) => ({ ...one, id: freeId(one.id, taken) }),
  nameOf: ({ name }) => name,
  problemsOf: () => ({}),
  fieldOf: (index) => `things[${index}]`,
};
const thing = (id: string, name = id): Thing => ({ id, name });

describe('items of a document', () => {
  it('a changed one keeps its place, a new one goes to the end', () => {
    const all = [thing('a'), thing('b')];
    expect(replaced(things, all, thing('a', 'changed'))).toEqual([thing('a', 'changed'), thing('b')]);
    expect(replaced(things, all, thing('c'))).toEqual([...all, thing('c')]);
  });

  it('what is not saved is shown as it would be', () => {
    const shown = withUnsaved(things, [thing('a')], {
      a: { draft: thing('a', 'mine'), base: thing('a') },
      n: { draft: thing('n'), base: null },
    });
    expect(shown).toEqual([thing('a', 'mine'), thing('n')]);
  });

  it('moves one place, and nowhere from the ends', () => {
    const all = [thing('a'), thing('b'), thing('c')];
    expect(moved(things, all, 'b', -1).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(moved(things, all, 'a', -1)).toBe(all);
    expect(moved(things, all, 'c', 1)).toBe(all);
  });

  it('a changed one is laid over its former self, and over nothing that somebody else made of it', () => {
    const all = [thing('a'), thing('b')];
    const mine = thing('a', 'mine');
    expect(laidOver(things, all, mine, thing('a'), [])).toEqual({ ok: true, item: mine, list: [mine, thing('b')] });
    expect(laidOver(things, [thing('a', 'theirs')], mine, thing('a'), [])).toEqual({ ok: false, changed: ['name'] });
    expect(laidOver(things, [thing('b')], mine, thing('a'), [])).toEqual({ ok: false, changed: null });
  });

  it('a new one never takes the place of what somebody else began by the same id', () => {
    const theirs = thing('thing', 'theirs');
    const mine = thing('thing-2', 'mine');
    expect(laidOver(things, [theirs], thing('thing', 'mine'), null, ['thing', 'thing-2'])).toEqual({
      ok: true,
      item: { id: 'thing-3', name: 'mine' },
      list: [theirs, { id: 'thing-3', name: 'mine' }],
    });
    expect(laidOver(things, [theirs], mine, null, ['thing-2'])).toEqual({ ok: true, item: mine, list: [theirs, mine] });
  });

  it('a field of the whole is told at its item alone', () => {
    expect(fieldWithin('things[1].name', 'things[1]')).toBe('name');
    expect(fieldWithin('things[1]', 'things[1]')).toBe('');
    expect(fieldWithin('things[12].name', 'things[1]')).toBeNull();
    expect(fieldWithin('grouping.rules[0]', '')).toBe('grouping.rules[0]');
  });

  it('what somebody else changed is named; what they deleted is null', () => {
    expect(changedFields(thing('a'), thing('a', 'theirs'))).toEqual(['name']);
    expect(changedFields(thing('a'), null)).toBeNull();
  });

  it('an id is free and readable', () => {
    expect(freshId('Night shift', [])).toBe('night-shift');
    expect(freshId('Night shift', ['night-shift', 'night-shift-2'])).toBe('night-shift-3');
    expect(freshId('夜', [])).toBe('item');
  });
});
