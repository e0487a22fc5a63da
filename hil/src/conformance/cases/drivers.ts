/** Every driver of the catalogue, with every verb: none ever blocks, spins or lets a heartbeat wait. */
import { COMMON_OPERATIONS, DRIVERS, type Driver, LIMITS, type UnitDefinition } from '@understudy/contract';
import { type Case, must, same } from '../case.ts';
import { controller, device, ESTOP } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const CATALOGUE: Readonly<Record<string, Driver>> = DRIVERS;
/** Arguments that some verb takes; the first that is not INVALID_PARAMS is used for all of a verb's. */
const ARGUMENTS = [1, 500, 20, 0] as const;
const BEAT_MS = 1000;

/** A controller of one unit with every pin there is, 1 to n, and an operation for each verb. */
function alone(name: string, driver: Driver) {
  const pins = Object.fromEntries(Object.keys(driver.pins).map((role, index) => [role, index + 1]));
  return controller({ d: device({ driver: name, pins }, driver.verbs) });
}

async function orderSome(rig: Rig, verb: string, names: readonly string[]): Promise<unknown> {
  for (const value of ARGUMENTS) {
    const [ack] = await rig.order('c_d', verb, Object.fromEntries(names.map((name) => [name, value])));
    if (ack !== 'INVALID_PARAMS') return ack;
  }
  return 'INVALID_PARAMS';
}

/** Works a unit for a while: each verb, every input changing, bytes on serial inputs. */
async function work(rig: Rig, driver: Driver): Promise<void> {
  for (const [verb, names] of Object.entries(driver.verbs)) {
    const ack = await orderSome(rig, verb, names);
    must(verb, ack !== 'INVALID_PARAMS', 'arguments that it takes', ack);
    await rig.pass(1700);
    await rig.beat();
  }
  for (const [index, role] of Object.values(driver.pins).entries()) {
    if (role.direction === 'out') continue;
    for (const value of [0, 1, 700, 0x151, 0]) {
      if (role.signal === 'bytes') await rig.serial(index + 1, Uint8Array.of(2, 0x30, 0x31, 13, 10, 3));
      else await rig.set(index + 1, value);
      await rig.pass(333);
    }
    await rig.beat();
  }
}

const neverBlocks = (name: string, driver: Driver): Case => ({
  name: `drivers: ${name} never blocks, and heartbeats go on during every effect`,
  run: async (rig) => {
    const levels = Object.keys(driver.pins).map((_, index) => [index + 1, 1]);
    await rig.start(alone(name, driver), { [ESTOP]: 1, ...Object.fromEntries(levels) });
    const from = rig.nowMs;
    await work(rig, driver);
    await rig.pass(3000);
    const expected = Array.from(
      { length: Math.floor((rig.nowMs - from) / BEAT_MS) },
      (_, index) => from + (index + 1) * BEAT_MS,
    );
    // The first is that of the connect.
    same('heartbeats', rig.beats.slice(1), expected);
  },
});

/** As many units, operations and parameters as a table may hold, all at work at once. */
const full: Case = {
  name: 'drivers: a controller with as many units as there may be serves all of them',
  run: async (rig) => {
    const names = Array.from({ length: LIMITS.unitsPerController }, (_, index) => `r${index}`);
    const relay = (name: string, index: number) => ({
      driver: 'relay',
      pins: { out: index + 1 },
      publish: { on: name },
    });
    const units = Object.fromEntries(names.map((name, index) => [name, relay(name, index)]));
    const half = names.length / 2;
    const operations = {
      on_a: { units: names.slice(0, half), verb: 'on' },
      on_b: { units: names.slice(half), verb: 'on' },
    };
    await rig.start(controller({ d: { title: 'test', safetyClass: 'CRITICAL', units, operations } }));
    const first = await rig.dispatch('c_d', 'on_a');
    rig.forget();
    const second = await rig.dispatch('c_d', 'on_b');
    await rig.pass(100);
    const ended = rig.of('/ack').map(({ command_id, status }) => [command_id, status]);
    same('acknowledged', ended, [
      [second, 'ACCEPTED'],
      [first, 'COMPLETED'],
      [second, 'COMPLETED'],
    ]);
    for (let pin = 1; pin <= LIMITS.unitsPerController; pin += 1) same(`pin ${pin}`, rig.level(pin), 1);
    await rig.set(ESTOP, 0);
    for (let pin = 1; pin <= LIMITS.unitsPerController; pin += 1) same(`pin ${pin}`, rig.level(pin), 0);
  },
};

/** STX, ten hex digits, two of checksum, CR, LF, ETX: tag 00000000nn. */
function tagFrame(tag: number): Uint8Array {
  const hex = tag.toString(16).toUpperCase().padStart(2, '0');
  return Uint8Array.of(2, ...new TextEncoder().encode(`00000000${hex}${hex}`), 13, 10, 3);
}

/** No board may have fewer serial inputs than a table may name. */
const readers: Case = {
  name: 'drivers: a controller with as many serial inputs as units takes what each of them receives',
  run: async (rig) => {
    const pins = Array.from({ length: LIMITS.unitsPerController }, (_, index) => index + 1);
    // Devices are fewer than units may be: a few readers on each.
    const chunks = Array.from({ length: Math.ceil(pins.length / READERS_A_DEVICE) }, (_, index) =>
      pins.slice(index * READERS_A_DEVICE, (index + 1) * READERS_A_DEVICE),
    );
    const reader = (pin: number): UnitDefinition => ({
      driver: 'rfid',
      pins: { serial: pin },
      publish: Object.fromEntries(Object.keys(DRIVERS.rfid.properties).map((name) => [name, `${name}_${pin}`])),
    });
    const shelf = (some: readonly number[]) => ({
      title: 'test',
      safetyClass: 'NON_CRITICAL' as const,
      units: Object.fromEntries(some.map((pin) => [`u${pin}`, reader(pin)])),
    });
    await rig.start(controller(Object.fromEntries(chunks.map((some, index) => [`d${index}`, shelf(some)]))));
    for (const pin of pins) await rig.serial(pin, tagFrame(pin));
    for (const [index, some] of chunks.entries()) {
      const state = rig.state(`c_d${index}`) as Readonly<Record<string, unknown>>;
      same(
        `tags of device ${index}`,
        some.map((pin) => state[`tag_${pin}`]),
        some,
      );
    }
  },
};
const READERS_A_DEVICE = 4;

const common: Case = {
  name: 'drivers: no driver has a verb that hides an operation of every device',
  run: async () => {
    const names = new Set(Object.keys(COMMON_OPERATIONS));
    const hidden = Object.values(CATALOGUE).flatMap(({ verbs }) =>
      Object.keys(verbs).filter((verb) => names.has(verb)),
    );
    same('hidden', hidden, []);
  },
};

export const DRIVER_CASES: readonly Case[] = [
  ...Object.entries(CATALOGUE).map(([name, driver]) => neverBlocks(name, driver)),
  full,
  readers,
  common,
];
