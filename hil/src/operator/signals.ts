/** The wires of a controller with the names that its definition gives them, and what was seen on them. */
import { type ControllerDefinition, DRIVERS, type Driver } from '@understudy/contract';
import type { Channel, Edge } from '../bench/types.ts';
import type { PinRow } from './types.ts';

type Signal = Pick<PinRow, 'pin' | 'name' | 'direction'>;

/** Each pin once, in their order; a pin that several units use has all of their names. */
export function signalsOf(definition: ControllerDefinition): readonly Signal[] {
  const drivers: Readonly<Record<string, Driver>> = DRIVERS;
  const signals = new Map<number, Signal>();
  const add = (pin: number, name: string, direction: Signal['direction']): void => {
    const before = signals.get(pin);
    // What one unit drives and another reads is the DUT's own output.
    const both = before?.direction === 'out' ? 'out' : direction;
    signals.set(pin, { pin, name: before === undefined ? name : `${before.name}, ${name}`, direction: both });
  };
  if (definition.estopPin !== undefined) add(definition.estopPin, 'E-stop chain', 'in');
  if (definition.ledPin !== undefined) add(definition.ledPin, 'LED', 'out');
  for (const [device, { units }] of Object.entries(definition.devices)) {
    const several = Object.keys(units).length > 1;
    for (const [unit, { driver, pins }] of Object.entries(units)) {
      for (const [role, pin] of Object.entries(pins ?? {})) {
        const direction = drivers[driver]?.pins[role]?.direction === 'out' ? 'out' : 'in';
        add(pin, [device, ...(several ? [unit] : []), role].join(' '), direction);
      }
    }
  }
  return [...signals.values()].sort((one, other) => one.pin - other.pin);
}

/** What is known of the wires of a run. */
export class PinBoard {
  readonly #rows: Map<Channel, PinRow>;

  /** @param channels bench channel of each pin; a pin without one is on no wire and is not shown */
  constructor(signals: readonly Signal[], channels: ReadonlyMap<number, Channel>) {
    this.#rows = new Map(
      signals.flatMap((signal): [Channel, PinRow][] => {
        const channel = channels.get(signal.pin);
        return channel === undefined ? [] : [[channel, { ...signal, channel, edges: 0 }]];
      }),
    );
  }

  get rows(): readonly PinRow[] {
    return [...this.#rows.values()];
  }

  /** All wires at one instant. */
  levels(levels: readonly number[]): void {
    for (const [channel, level] of levels.entries()) this.#see(channel, level);
  }

  /** Changes as a recording has them. */
  edges(edges: readonly Edge[]): void {
    for (const { channel, value } of edges) this.#see(channel, value);
  }

  #see(channel: Channel, level: number): void {
    const row = this.#rows.get(channel);
    if (row === undefined || row.level === level) return;
    // The first look changes nothing: the wire was so before.
    this.#rows.set(channel, { ...row, level, edges: row.edges + (row.level === undefined ? 0 : 1) });
  }
}
