import { LAYERS } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { type Intent, layerIndex, MANUAL, Outputs, PUZZLE, SAFETY, SCENE } from './outputs.ts';

const [LEFT, RIGHT, BOTH, OTHER] = [0, 1, 2, 3] as const;
const unit = (index: number) => ({ index, device: 0, unit: `unit${index}`, members: [] });

/** Two units, the group of them, and a unit that has nothing to do with it. */
function outputs(): Outputs {
  return new Outputs([unit(LEFT), unit(RIGHT), { ...unit(BOTH), members: [LEFT, RIGHT] }, unit(OTHER)]);
}

const want = (operation: string, command: string | null = null): Intent => ({
  device: 0,
  operation,
  parameters: {},
  node: -1,
  correlation: 'c',
  command,
});

describe('outputs', () => {
  test('number the layers of the contract from the strongest', () => {
    expect(LAYERS.map(layerIndex)).toEqual([SAFETY, MANUAL, PUZZLE, SCENE]);
    expect([SAFETY, MANUAL, PUZZLE, SCENE]).toEqual([0, 1, 2, 3]);
  });

  test('belong to nobody, and to the strongest layer that claims them', () => {
    const all = outputs();
    expect(all.owner(LEFT)).toBeNull();
    for (const layer of [SCENE, PUZZLE, MANUAL, SAFETY] as const) {
      all.setIntent(LEFT, layer, want('on'));
      expect(all.owner(LEFT)).toBe(layer);
    }
    expect([RIGHT, OTHER].map((output) => all.owner(output))).toEqual([null, null]);
    for (const [layer, next] of [
      [SAFETY, MANUAL],
      [MANUAL, PUZZLE],
      [PUZZLE, SCENE],
      [SCENE, null],
    ] as const) {
      all.setIntent(LEFT, layer, null);
      expect(all.owner(LEFT)).toBe(next);
    }
  });

  test('a claim holds every output that shares a unit with it', () => {
    const all = outputs();
    all.setIntent(BOTH, PUZZLE, want('all_on'));
    expect([LEFT, RIGHT, BOTH, OTHER].map((output) => all.owner(output))).toEqual([PUZZLE, PUZZLE, PUZZLE, null]);
    all.setIntent(RIGHT, MANUAL, want('off'));
    expect([LEFT, RIGHT, BOTH, OTHER].map((output) => all.owner(output))).toEqual([PUZZLE, MANUAL, MANUAL, null]);
  });

  test('know what units an output drives', () => {
    const all = outputs();
    expect([LEFT, RIGHT, BOTH, OTHER].map((output) => all.units(output))).toEqual([
      [LEFT],
      [RIGHT],
      [LEFT, RIGHT],
      [OTHER],
    ]);
  });

  test("know which of a layer's claims on a unit is newer; to carry one out makes it no newer", () => {
    const all = outputs();
    all.setIntent(BOTH, PUZZLE, want('all_on'));
    all.setIntent(LEFT, PUZZLE, want('off'));
    all.carriedOut(BOTH, PUZZLE, want('all_on', 'first'));
    all.setIntent(LEFT, SCENE, want('glow'));
    expect(all.intent(BOTH, PUZZLE)?.command).toBe('first');
    expect([all.claims(LEFT, PUZZLE), all.claims(RIGHT, PUZZLE)]).toEqual([[BOTH, LEFT], [BOTH]]);
    all.setIntent(BOTH, PUZZLE, want('all_off'));
    expect([all.claims(LEFT, PUZZLE), all.claims(LEFT, SCENE), all.claims(OTHER, PUZZLE)]).toEqual([
      [LEFT, BOTH],
      [LEFT],
      [],
    ]);
  });

  test('keep the newest intent of each layer, and give back all of one layer', () => {
    const all = outputs();
    all.setIntent(LEFT, MANUAL, want('on'));
    all.setIntent(LEFT, MANUAL, want('off'));
    all.setIntent(OTHER, MANUAL, want('on'));
    all.setIntent(LEFT, SCENE, want('glow'));
    expect(all.intent(LEFT, MANUAL)?.operation).toBe('off');
    all.clearLayer(MANUAL);
    expect([all.intent(LEFT, MANUAL), all.intent(OTHER, MANUAL)]).toEqual([null, null]);
    expect(all.intent(LEFT, SCENE)?.operation).toBe('glow');
  });

  test('know what a device claims, also by a group that is not its own', () => {
    const all = outputs();
    all.setIntent(LEFT, MANUAL, { ...want('on'), device: 1 });
    all.setIntent(BOTH, MANUAL, { ...want('all_on'), device: 1 });
    all.setIntent(OTHER, MANUAL, want('on'));
    all.setIntent(RIGHT, PUZZLE, { ...want('on'), device: 1 });
    expect(all.claimedBy(1, MANUAL)).toEqual([LEFT, BOTH]);
  });

  test('what is said to a group is said to its members; the newest of each alone is its own', () => {
    const all = outputs();
    all.sent(LEFT, 'on', 'first');
    all.sent(BOTH, 'all_off', 'second');
    const everywhere = [LEFT, RIGHT, BOTH, OTHER];
    expect(everywhere.map((output) => all.mayBeInEffect(output, 'all_off'))).toEqual([true, true, true, false]);
    expect(everywhere.map((output) => all.lastCommand(output))).toEqual(['second', 'second', 'second', null]);
    expect(everywhere.map((output) => all.current(output))).toEqual(['first', null, 'second', null]);
  });

  test('what may be in effect is what was taken last and what was sent since, but not what was refused', () => {
    const all = outputs();
    const may = () => ['on', 'off', 'all_off'].filter((operation) => all.mayBeInEffect(LEFT, operation));
    all.sent(LEFT, 'on', 'first');
    all.taken(LEFT, 'first');
    all.sent(LEFT, 'off', 'second');
    expect(may()).toEqual(['on', 'off']);
    all.sent(BOTH, 'all_off', 'third');
    all.refused(LEFT, 'second');
    expect(may()).toEqual(['on', 'all_off']);
    all.taken(BOTH, 'third');
    expect(may()).toEqual(['all_off']);
    all.taken(LEFT, 'first');
    all.refused(LEFT, 'second');
    expect(may()).toEqual(['all_off']);
  });

  test('of commands without end the one that was taken is remembered', () => {
    const all = outputs();
    all.sent(LEFT, 'on', 'first');
    for (let count = 0; count < 40; count += 1) all.sent(LEFT, 'off', `other ${count}`);
    expect(all.mayBeInEffect(LEFT, 'on')).toBe(true);
    expect(all.save().effects[LEFT]).toHaveLength(16);
  });

  test('go on from what was saved, whatever stood before', () => {
    const all = outputs();
    all.setIntent(LEFT, PUZZLE, want('on', 'first'));
    all.setIntent(BOTH, MANUAL, want('all_off'));
    all.sent(LEFT, 'on', 'first');
    const saved = all.save();
    const other = outputs();
    other.setIntent(OTHER, SAFETY, want('off'));
    other.sent(OTHER, 'off', 'third');
    other.load(saved);
    expect(other.save()).toEqual(saved);
    expect(other.owner(LEFT)).toBe(MANUAL);
    expect(other.owner(OTHER)).toBeNull();
    expect([other.mayBeInEffect(LEFT, 'on'), other.lastCommand(LEFT), other.current(LEFT)]).toEqual([
      true,
      'first',
      'first',
    ]);
    expect([other.mayBeInEffect(OTHER, 'on'), other.lastCommand(OTHER), other.current(OTHER)]).toEqual([
      false,
      null,
      null,
    ]);
    all.sent(LEFT, 'off', 'second');
    all.setIntent(LEFT, PUZZLE, null);
    expect(other.save()).toEqual(saved);
    expect(saved.current[LEFT]).toBe('first');
  });
});
