import { describe, expect, it } from 'vitest';
import { controlOf } from './controls.ts';
import { isTurnable, notchValue, type Turnable, Turning } from './turning.ts';

function turnable(model: string): Turnable {
  const control = controlOf({ model, params: {} });
  if (!isTurnable(control)) throw new Error(`${model} cannot be turned`);
  return control;
}

describe('Turning', () => {
  it('turns a valve from where it is and stops at its ends', () => {
    const turning = new Turning(turnable('valve'), { position: 0.5 });
    expect(turning.take()).toBeUndefined();
    turning.move(60);
    expect(turning.readout).toBe('75 %');
    expect(turning.take()).toBe(0.75);
    expect(turning.take()).toBeUndefined();
    turning.move(5000);
    expect(turning.take()).toBe(1);
  });

  it('sends a crank only the counts that are new', () => {
    const turning = new Turning(turnable('crank'), { counts: 1234 });
    turning.move(160);
    expect(turning.take()).toBe(600);
    turning.move(-80);
    expect(turning.take()).toBe(-300);
    expect(turning.readout).toBe('+300 counts');
  });
});

describe('notchValue', () => {
  it('is a twentieth of the range or of a turn', () => {
    expect(notchValue(turnable('valve'), { position: 0.5 }, 1)).toBe(0.55);
    expect(notchValue(turnable('valve'), { position: 0 }, -1)).toBe(0);
    expect(notchValue(turnable('crank'), {}, -1)).toBe(-30);
  });
});
