/** Faults of wires and plants: what they show, when, and what they count as evidence. */
import { describe, expect, it } from 'vitest';
import { PlantBench } from '../fixtures/plant-bench.ts';
import { PinBank, UNDRIVEN } from '../host/pins.ts';
import { BouncingInput, ChatteringInput, NoisyInput, StuckInput } from './input-fault.ts';
import { BrokenOutput, WatchedOutput, WeldedOutput } from './output-fault.ts';

/** What a pin shows at each instant at which a fault shows something else by itself. */
function shownUntil(pins: PinBank, pin: number, endUs: number): number[] {
  const shown: number[] = [];
  for (let atUs = pins.nextFaultUs(); atUs < endUs; atUs = pins.nextFaultUs()) {
    pins.runFaults(atUs);
    shown.push(pins.read(pin, atUs));
  }
  return shown;
}

describe('a fault of an input', () => {
  it('counts the reads and edges that it falsified, and no others', () => {
    const pins = new PinBank();
    const fault = new StuckInput();
    pins.drive(3, 1);
    pins.fault(3, fault, 0);
    pins.read(3, 0);
    expect(fault.fired).toBe(0);
    pins.drive(3, 0);
    expect(fault.fired).toBe(1);
    expect([pins.read(3, 0), pins.wire(3)]).toEqual([1, 0]);
    expect(fault.fired).toBe(2);
  });

  it('chatters at instants of its seed, the same each time', () => {
    const run = (seed: number): number[] => {
      const pins = new PinBank();
      pins.fault(2, new ChatteringInput(10, seed), 0);
      return shownUntil(pins, 2, 1_000_000);
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(new Set(run(1))).toEqual(new Set([0, 1]));
    expect(run(1).length).toBeGreaterThan(50);
  });

  it('bounces after an edge and settles at the new level', () => {
    const pins = new PinBank();
    const fault = new BouncingInput(40, 7);
    pins.fault(2, fault, 0);
    expect(pins.nextFaultUs()).toBe(Number.POSITIVE_INFINITY);
    pins.drive(2, 1, 1000);
    const shown = shownUntil(pins, 2, 1_000_000);
    expect(shown).toContain(0);
    expect(shown.at(-1)).toBe(1);
    expect(pins.nextFaultUs()).toBe(Number.POSITIVE_INFINITY);
    expect(fault.fired).toBeGreaterThan(0);
  });

  it('adds noise within its counts and the range of the pin', () => {
    const pins = new PinBank();
    pins.drive(2, 1000);
    pins.fault(2, new NoisyInput(50, 5, 1023, 3), 0);
    const shown = shownUntil(pins, 2, 500_000);
    expect(Math.min(...shown)).toBeGreaterThanOrEqual(950);
    expect(Math.max(...shown)).toBe(1023);
    pins.fault(2, undefined, 0);
    expect(pins.read(2, 0)).toBe(1000);
  });
});

describe('a fault of an output', () => {
  it('welds when the contact closes, and counts each level that did not come through once', () => {
    const fault = new WeldedOutput(1);
    expect([0, 1, 0, 0].map((level) => fault.show(level))).toEqual([0, 1, 1, 1]);
    expect(fault.fired).toBe(1);
  });

  it('breaks the wire of what is on, or tells whenever the plant is told', () => {
    const watched = new WatchedOutput(() => undefined);
    expect([1, 1, 0].map((level) => watched.show(level))).toEqual([1, 1, 0]);
    expect([watched.looks, watched.fired]).toEqual([3, 0]);
    const broken = new BrokenOutput((level) => level === 1);
    expect([0, 1, 0].map((level) => broken.show(level))).toEqual([0, UNDRIVEN, 0]);
    expect(broken.fired).toBe(1);
  });
});

describe('an obstacle', () => {
  it('stops a linear drive short, from the side on which it stands, until it is taken away', () => {
    const bench = new PlantBench('linear', { params: { travelMs: 1000 } });
    expect(bench.plant.obstruct(0.4, 0)).toBe(true);
    bench.write('forward', 1);
    bench.runTo(2000);
    expect(bench.truth('position')).toBeCloseTo(0.4);
    bench.plant.obstruct(undefined, bench.nowUs);
    bench.runTo(4000);
    expect(bench.truth('position')).toBe(1);
  });

  it('stalls an axis short of its switch, and a weak drive arrives later', () => {
    const run = (disturb: (bench: PlantBench) => void): PlantBench => {
      const bench = new PlantBench('travel', { params: { travelSteps: 1000, accelStepsPerS2: 5000 } });
      disturb(bench);
      bench.ramp('step', 1000, 1000, 0);
      bench.runTo(1100);
      return bench;
    };
    expect(run(({ plant }) => plant.obstruct(0.3, 0)).truth('position')).toBeCloseTo(0.3);
    const sound = Number(run(() => undefined).truth('position'));
    const weak = Number(run(({ plant }) => plant.retune({ ...plant.params, accelStepsPerS2: 500 })).truth('position'));
    expect(weak).toBeLessThan(sound - 0.1);
  });
});
