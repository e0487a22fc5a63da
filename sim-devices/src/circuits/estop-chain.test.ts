import { describe, expect, it } from 'vitest';
import { EgressButton } from './egress-button.ts';
import { EstopButton, EstopChain } from './estop-chain.ts';

const wiring = {
  has: () => false,
  drive: () => undefined,
  noise: () => undefined,
  level: () => -1,
  ramp: () => {
    throw new Error('no ramp');
  },
  pattern: () => {
    throw new Error('no strip');
  },
  changed: () => undefined,
  released: () => undefined,
  send: () => undefined,
  feeds: () => undefined,
};
const setting = (id: string) => ({ id, definition: { model: 'circuit', pins: {} }, params: {}, seed: 0, wiring });

describe('EstopChain', () => {
  function chainOfTwo() {
    const seen: [string, boolean, number][] = [];
    const chain = new EstopChain(40, {
      chain: (closed, atUs) => seen.push(['chain', closed, atUs]),
      contactor: (closed, atUs) => seen.push(['contactor', closed, atUs]),
    });
    const buttons = [new EstopButton(setting('estop_a'), chain), new EstopButton(setting('estop_b'), chain)] as const;
    return { seen, chain, buttons };
  }

  it('opens with the first button and closes with the last', () => {
    const { seen, chain, buttons } = chainOfTwo();
    buttons[0].act('press', undefined, 1000);
    buttons[1].act('press', undefined, 2000);
    expect(chain.nextAtUs).toBe(41_000);
    chain.run(41_000);
    buttons[0].act('release', undefined, 50_000);
    expect(chain.closed).toBe(false);
    buttons[1].act('release', undefined, 60_000);
    chain.run(100_000);
    expect(seen).toEqual([
      ['chain', false, 1000],
      ['contactor', false, 41_000],
      ['chain', true, 60_000],
      ['contactor', true, 100_000],
    ]);
  });

  it('does not drop the contactor for a tap shorter than the drop-out time', () => {
    const { seen, chain, buttons } = chainOfTwo();
    buttons[0].act('press', undefined, 0);
    buttons[0].act('release', undefined, 10_000);
    expect(chain.nextAtUs).toBe(Number.POSITIVE_INFINITY);
    expect(seen.map(([what]) => what)).toEqual(['chain', 'chain']);
  });
});

describe('EgressButton', () => {
  it('cuts after the release time, for as long as it is held', () => {
    const cuts: [boolean, number][] = [];
    const button = new EgressButton(setting('egress_a'), 50, ['lock'], {
      egress: (_button, cut, atUs) => cuts.push([cut, atUs]),
    });
    button.act('press', 3000, 0);
    expect(button.truth).toEqual({ pressed: true, released: false });
    button.run(button.nextAtUs);
    expect(button.truth.released).toBe(true);
    button.run(button.nextAtUs);
    expect(cuts).toEqual([
      [true, 50_000],
      [false, 3_000_000],
    ]);
    expect(button.truth).toEqual({ pressed: false, released: false });
  });
});
