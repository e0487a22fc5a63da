/**
 * Walking one: each wire between DUT and bench alone goes high, and the other end says which one it saw.
 *
 * The firmware is the one that is tested, with a table of contacts and relays in place of the room's: it needs no order of
 * its own for this, and whatever swaps, cuts or shorts a wire shows as another device's word or as none.
 */

import type { ControllerDefinition, DeviceDefinition } from '@understudy/contract';
import type { Channel, Stimulus } from '../bench/types.ts';
import { codeOf } from '../coded-error.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Measurement } from '../suite/types.ts';
import { DutBus } from './dut-bus.ts';
import type { Station } from './types.ts';

export interface WiringOptions {
  /** Pins of the DUT that the bench drives, and that drive the bench; digital ones. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Its chain is held closed meanwhile. */
  readonly estopPin: number;
}

/** One wire, and who else went high with it. */
export interface WireResult {
  readonly pin: number;
  readonly channel: Channel | undefined;
  readonly direction: 'to-dut' | 'to-bench';
  /** Pins that were high at the far end while this one was driven; right is this one alone. */
  readonly seen: readonly number[];
  readonly right: boolean;
}

export interface WiringProof {
  readonly wires: readonly WireResult[];
  /** Wires that are right, of all. */
  readonly measurement: Measurement;
}

const ROOM = 'wiring';
/** Devices of one proof table: what a controller takes at most, with room to spare. */
const DEVICES_A_TABLE = 30;
/** Debounce, state message and line, many times over. */
const SEEN_MS = 300;

/** @throws StationError TIMED_OUT where the DUT does not obey at all */
export async function proveWiring(station: Station, options: WiringOptions): Promise<WiringProof> {
  const wires = [
    ...options.inputs.map((pin) => ({ pin, direction: 'to-dut' as const })),
    ...options.outputs.map((pin) => ({ pin, direction: 'to-bench' as const })),
  ];
  const results: WireResult[] = [];
  for (let at = 0; at < wires.length; at += DEVICES_A_TABLE) {
    const some = wires.slice(at, at + DEVICES_A_TABLE);
    const inputs = some.filter(({ direction }) => direction === 'to-dut').map(({ pin }) => pin);
    const outputs = some.filter(({ direction }) => direction === 'to-bench').map(({ pin }) => pin);
    results.push(...(await proveSome(station, { ...options, inputs, outputs })));
  }
  const right = results.filter((wire) => wire.right).length;
  const all = { low: wires.length, high: wires.length };
  return {
    wires: results,
    measurement: {
      ...expectWithin('wires right', right, 'count', all),
      verdict: right === wires.length ? 'within' : 'outside',
    },
  };
}

async function proveSome(station: Station, { inputs, outputs, estopPin }: WiringOptions): Promise<WireResult[]> {
  const bus = new DutBus(station, { room: ROOM, definition: proofController(inputs, outputs, estopPin) });
  await drive(station, [estopPin], 1);
  await drive(station, inputs, 0);
  await bus.start();
  const results: WireResult[] = [];
  for (const pin of inputs) {
    await drive(station, [pin], 1);
    const active = (): readonly number[] => inputs.filter((other) => bus.state(`c_in_${other}`)?.active === true);
    await eventually(bus, () => active().includes(pin));
    results.push(wire(station, pin, 'to-dut', active()));
    await drive(station, [pin], 0);
    await eventually(bus, () => active().length === 0);
  }
  for (const pin of outputs) {
    await bus.acknowledged(bus.command({ device: `c_out_${pin}`, op: 'on' }), 'COMPLETED');
    const levels = await station.bench.levels();
    const high = outputs.filter((other) => levels[station.channels.get(other) ?? -1] === 1);
    results.push(wire(station, pin, 'to-bench', high));
    await bus.acknowledged(bus.command({ device: `c_out_${pin}`, op: 'off' }), 'COMPLETED');
  }
  return results;
}

/** A pin without a channel is driven by nobody: its wire is found missing. */
async function drive({ bench, channels }: Station, pins: readonly number[], value: number): Promise<void> {
  const driven = pins.flatMap((pin) => channels.get(pin) ?? []);
  await bench.act(...driven.map((channel): Stimulus => ({ kind: 'drive', channel, value })));
}

/** What never comes is the finding, not a failure of the proof. */
async function eventually(bus: DutBus, holds: () => boolean): Promise<void> {
  try {
    await bus.until('a change at the far end', holds, SEEN_MS);
  } catch (error) {
    if (codeOf(error) !== 'TIMED_OUT') throw error;
  }
}

function wire(station: Station, pin: number, direction: WireResult['direction'], seen: readonly number[]): WireResult {
  const right = seen.length === 1 && seen[0] === pin;
  return { pin, channel: station.channels.get(pin), direction, seen, right };
}

/** A contact for each input, active when high, and a relay for each output. */
export function proofController(
  inputs: readonly number[],
  outputs: readonly number[],
  estopPin: number,
): ControllerDefinition {
  const input = (pin: number): [string, DeviceDefinition] => [
    `in_${pin}`,
    {
      title: `input ${pin}`,
      safetyClass: 'NON_CRITICAL',
      units: { u: { driver: 'contact', pins: { in: pin }, params: { activeLevel: 1 } } },
      operations: {},
    },
  ];
  const output = (pin: number): [string, DeviceDefinition] => [
    `out_${pin}`,
    {
      title: `output ${pin}`,
      safetyClass: 'NON_CRITICAL',
      units: { u: { driver: 'relay', pins: { out: pin } } },
      operations: { on: { unit: 'u', verb: 'on', parameters: {} }, off: { unit: 'u', verb: 'off', parameters: {} } },
    },
  ];
  return {
    controller: 'c',
    title: 'wiring proof',
    zone: 'bench',
    heartbeatMs: 1000,
    estopPin,
    devices: Object.fromEntries([...inputs.map(input), ...outputs.map(output)]),
  };
}
