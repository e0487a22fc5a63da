/** What is proven of the bench before anything of the DUT: its power really goes, its wires are right, its clock is good. */
import { type ControllerDefinition, DRIVERS, type Driver } from '@understudy/contract';
import type { Channel } from '../bench/types.ts';
import { StationError } from '../station/errors.ts';
import { LOOPBACK_FIXTURE, SWITCHED_FIXTURE } from '../station/fixtures.ts';
import { measureLoopback } from '../station/loopback.ts';
import type { Station } from '../station/types.ts';
import { proveWiring, type WireResult } from '../station/wiring.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';

export interface BenchTestOptions {
  readonly definition: ControllerDefinition;
  /** Of the loopback; a wire that the DUT does not drive. */
  readonly loopback: Channel;
}

/** One wire takes a fifth of a second where time is real; a controller has up to fifty. */
const WIRING_MS = 120_000;

/** In the order in which they must hold: power first, so that what follows meets a DUT that has just started. */
export function benchTests({ definition, loopback }: BenchTestOptions): readonly PlannedTest[] {
  const { inputs, outputs } = digitalPins(definition);
  return [
    {
      id: 'bench/power-off-is-silence',
      suite: 'bench',
      title: 'Switched off the DUT falls silent; switched on it says HELLO of a new start.',
      fixtures: [SWITCHED_FIXTURE],
      timeoutMs: 60_000,
      run: async (station) => {
        await station.power(false);
        await station.power(true);
        return {};
      },
    },
    {
      id: 'bench/wiring',
      suite: 'bench',
      title: 'Each wire between DUT and bench alone reaches its own end, and no other.',
      timeoutMs: WIRING_MS,
      run: (station) => wiring(station, { inputs, outputs, estopPin: definition.estopPin }),
    },
    {
      id: 'bench/loopback',
      suite: 'bench',
      title: 'The bench sees its own edges soon, evenly and apart.',
      fixtures: [LOOPBACK_FIXTURE],
      timeoutMs: 60_000,
      run: async (station) => ({ measurements: await measureLoopback(station, { channel: loopback }) }),
    },
  ];
}

/**
 * Pins that are high or low, each once, in their order. Serial lines, analogue values and step generators are proven by the
 * tests that use them. The chain's own pin is held closed by the proof and so proven by it.
 */
export function digitalPins(definition: ControllerDefinition): {
  readonly inputs: number[];
  readonly outputs: number[];
} {
  const drivers: Readonly<Record<string, Driver>> = DRIVERS;
  const inputs = new Set<number>();
  const outputs = new Set<number>();
  for (const { units } of Object.values(definition.devices)) {
    for (const { driver, pins } of Object.values(units)) {
      for (const [name, pin] of Object.entries(pins ?? {})) {
        const role = drivers[driver]?.pins[name];
        if (role?.signal !== 'digital' || pin === definition.estopPin) continue;
        (role.direction === 'in' ? inputs : outputs).add(pin);
      }
    }
  }
  const sorted = (pins: ReadonlySet<number>): number[] => [...pins].sort((one, other) => one - other);
  // What one unit reads and another drives is an output: the bench must not drive against it.
  return { inputs: sorted(inputs).filter((pin) => !outputs.has(pin)), outputs: sorted(outputs) };
}

/** @throws StationError WIRING_WRONG with every wire that is not right: nothing that is measured over it proves anything */
async function wiring(station: Station, pins: Parameters<typeof proveWiring>[1]): Promise<Outcome> {
  const { wires, measurement } = await proveWiring(station, pins);
  const wrong = wires.filter(({ right }) => !right);
  if (wrong.length === 0) return { measurements: [measurement] };
  throw new StationError(
    'WIRING_WRONG',
    `expected ${wires.length} wires each at its own end, seen ${wrong.map(words).join('; ')}`,
  );
}

function words({ pin, channel, direction, seen }: WireResult): string {
  const wire = `pin ${pin} (${channel === undefined ? 'no channel' : `channel ${channel}`}, ${direction})`;
  return `${wire} at ${seen.length === 0 ? 'no pin' : `pin ${seen.join(' and ')}`}`;
}
