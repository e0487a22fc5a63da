/**
 * Every motor of Clockwork, as its files say, under the real firmware and without an engine: it ends at its limits, and
 * no single dead or stuck limit sensor leads it past the end stop, wherever the motion began and whenever the sensor failed.
 */
import type { Room } from '@understudy/contract';
import { type FirmwareModule, StuckInput } from '@understudy/sim-devices';
import { describe, expect, it } from 'vitest';
import { indexRoom } from '../src/index.ts';
import { unitParam } from '../src/monitors/room-index.ts';
import { benchRoom, loadClockwork, operationWith, SafetyBench } from './safety-bench.ts';

const { room, firmware }: { room: Room; firmware: FirmwareModule } = await loadClockwork();

interface Motor {
  readonly controller: string;
  readonly key: string;
  readonly plant: string;
  readonly pins: Readonly<Record<string, number>>;
  readonly activeLevel: number;
  readonly timeoutMs: number;
  /** Two switches an end on one axis: one that is dead is seen by the other. */
  readonly redundant: boolean;
  readonly op: Readonly<Record<'forward' | 'reverse' | 'stop', string>>;
}
type Way = 'forward' | 'reverse';
/** Longer than any pair of switches may take to agree. */
const AGREE_MS = 400;

/** Motors of the room with the mass that each moves. */
function motors(): Motor[] {
  const found: Motor[] = [];
  for (const device of indexRoom(room).devices.values()) {
    for (const [name, { definition, plants }] of device.units) {
      if (definition.driver !== 'motor') continue;
      const plant = plants.find((each) => each.definition.model === 'travel');
      const op = (verb: string) => operationWith(device.definition.operations, name, verb) ?? '';
      found.push({
        controller: plant?.controller ?? '',
        key: device.id.slice((plant?.controller.length ?? 0) + 1),
        plant: plant?.id ?? `nothing is moved by ${device.id}`,
        pins: definition.pins ?? {},
        activeLevel: unitParam(definition, 'limitActiveLevel'),
        timeoutMs: unitParam(definition, 'timeoutMs'),
        redundant: definition.pins?.low2 !== undefined && definition.pins.step2 === undefined,
        op: { forward: op('forward'), reverse: op('reverse'), stop: op('stop') },
      });
    }
  }
  return found;
}
const MOTORS = motors();
const LIMITS_OF = MOTORS.flatMap((motor) =>
  Object.entries(motor.pins)
    .filter(([role]) => role.startsWith('low') || role.startsWith('high'))
    .flatMap(([role, pin]) => [0, 1].map((level) => ({ ...motor, role, pin, level }))),
);

/** One motor on a bench. */
class Rig {
  readonly bench: SafetyBench;
  readonly #motor: Motor;

  constructor(motor: Motor) {
    this.bench = new SafetyBench(benchRoom(room, motor.controller), firmware);
    this.#motor = motor;
    this.bench.pass(100);
  }
  get position(): number {
    return Number(this.bench.truth(this.#motor.plant).position);
  }
  get atRest(): boolean {
    const { world } = this.bench;
    return Number(world.truth(this.#motor.plant)?.speed) === 0 && !world.moving;
  }
  get overtravel(): boolean {
    return this.bench.truth(this.#motor.plant).overtravel === true;
  }
  order(verb: Way | 'stop'): void {
    this.bench.order(this.#motor.controller, this.#motor.key, this.#motor.op[verb]);
  }
  stick(pin: number, level: number): void {
    this.bench.world.faults.input(this.bench.controllerIndex(this.#motor.controller), pin, new StuckInput(level));
  }
  /** Until nothing moves; throws when it still does after the time-out. */
  settle(): void {
    this.bench.pass(50);
    this.bench.passUntil(() => this.atRest, this.#motor.timeoutMs + 1000);
    // Of redundant switches the controller hears the second before it says how it ended.
    if (this.#motor.redundant) this.bench.pass(AGREE_MS);
  }
  /** Brings it, with healthy sensors, to where a case begins. */
  bring(place: Place): void {
    if (place === 'low') return;
    this.order('forward');
    if (place !== 'half-way up') this.settle();
    if (place === 'half-way down') this.order('reverse');
    if (place.startsWith('half')) {
      this.bench.passUntil(() => Math.abs(this.position - 0.5) < 0.1, this.#motor.timeoutMs);
      this.order('stop');
      this.settle();
    }
    this.bench.ends.length = 0;
  }
}
const PLACES = ['low', 'half-way up', 'half-way down', 'high'] as const;
type Place = (typeof PLACES)[number];
const WAYS = ['forward', 'reverse'] as const;

describe('the motors of the room', () => {
  it('are those that the twin moves', () => {
    const masses = [...indexRoom(room).plants.values()].filter(({ definition }) => definition.model === 'travel');
    expect(MOTORS.map(({ plant }) => plant).sort()).toEqual(masses.map(({ id }) => id).sort());
    expect(MOTORS.length).toBeGreaterThan(0);
  });

  it.each(MOTORS)('$plant ends at both limits by the controller, which hears nothing but beats', (motor) => {
    const rig = new Rig(motor);
    for (const [way, end] of [
      ['forward', 1],
      ['reverse', 0],
    ] as const) {
      rig.order(way);
      rig.settle();
      expect(rig.position).toBe(end);
      expect(rig.overtravel).toBe(false);
    }
    expect(rig.bench.ends).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it.each(MOTORS)('$plant comes to rest when the engine falls silent as it starts', (motor) => {
    const rig = new Rig(motor);
    rig.bench.engineAlive = false;
    rig.order('forward');
    rig.settle();
    expect(rig.overtravel).toBe(false);
    expect(['COMPLETED', 'SAFETY_BLOCKED']).toContain(rig.bench.ends[0]);
    const restedAt = rig.position;
    rig.bench.pass(60_000);
    expect(rig.position).toBe(restedAt);
  });
});

describe('one limit sensor that fails', () => {
  it.each(LIMITS_OF)('$plant with $role stuck at $level before the motion', (motor) => {
    const dead = motor.level !== motor.activeLevel;
    for (const place of PLACES) {
      for (const way of WAYS) {
        const rig = new Rig(motor);
        rig.bring(place);
        rig.stick(motor.pin, motor.level);
        rig.bench.pass(20);
        rig.order(way);
        rig.settle();
        const what = `${place}, ${way}`;
        expect(rig.overtravel, what).toBe(false);
        expect(rig.bench.ends.length, what).toBeGreaterThan(0);
        const leadsToIt = motor.role.startsWith(way === 'forward' ? 'high' : 'low');
        if (dead && leadsToIt) {
          expect(rig.bench.ends, what).toEqual([motor.redundant ? 'SENSOR_FAULT' : 'MOTION_TIMEOUT']);
        }
        if (!dead) expect(rig.bench.ends, what).not.toContain('MOTION_TIMEOUT');
        // Asked again and again, both ways, it goes no further.
        for (const again of [way, 'reverse', 'forward', way] as const) {
          rig.order(again);
          rig.settle();
          expect(rig.overtravel, `${what}, then ${again}`).toBe(false);
        }
      }
    }
  });

  it.each(LIMITS_OF)('$plant with $role stuck at $level in mid-motion', (motor) => {
    for (const place of PLACES) {
      for (const way of WAYS) {
        const rig = new Rig(motor);
        rig.bring(place);
        rig.order(way);
        rig.bench.pass(1500);
        rig.stick(motor.pin, motor.level);
        rig.settle();
        expect(rig.overtravel, `${place}, ${way}`).toBe(false);
        expect(rig.bench.ends.length, `${place}, ${way}`).toBeGreaterThan(0);
      }
    }
  });
});
