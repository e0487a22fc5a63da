/** A booted controller with short ways to order and to look, for driver tests. */
import { type ControllerDefinition, compileTable, type UnitDefinition } from '@understudy/contract';
import { controller, device } from './definitions.ts';
import { FakeHost } from './fake-host.ts';
import { signed } from './sign.ts';

export interface Bench {
  readonly host: FakeHost;
  readonly definition: ControllerDefinition;
  readonly table: Uint8Array;
  /** Sequence of the last order. */
  sequence: number;
  /** Sends an operation to device `d`; reason codes or statuses of what was acknowledged at once. */
  order(op: string, parameters?: Readonly<Record<string, unknown>>): unknown[];
  /** Reason codes or statuses acknowledged since the last order. */
  acks(): unknown[];
  /** Properties of the last state of a device, `d` by default. */
  state(device?: string): Readonly<Record<string, number>> | undefined;
  safety(): unknown;
}

/** Boots a definition with these pin levels, the E-stop chain closed, and connects it. */
export function bench(
  module: WebAssembly.Module,
  definition: ControllerDefinition,
  pins: Readonly<Record<number, number>> = {},
  store?: Map<number, Uint8Array>,
): Bench {
  const host = new FakeHost(module, store === undefined ? {} : { store });
  host.pins[definition.estopPin] = 1;
  for (const [pin, value] of Object.entries(pins)) host.pins[Number(pin)] = value;
  const table = compileTable({ room: 'clockwork' }, definition);
  host.boot(table);
  host.link(true);
  // States outlive `forget`, as retained messages outlive a reader.
  const states = new Map<string, Record<string, unknown>>();
  const remember = (): void => {
    for (const message of host.published) {
      if (message.topic.endsWith('/state')) states.set(message.topic, JSON.parse(message.payload));
    }
  };
  const last = (device: string) => {
    remember();
    return states.get(`room/clockwork/device/c_${device}/state`);
  };
  const beat = '{"schema":"v8","room_id":"clockwork","uptime_ms":1,"epoch":1}';
  const acks = () => host.messages('/ack').map((ack) => ack.reason_code ?? ack.status);
  return {
    host,
    definition,
    table,
    sequence: 0,
    acks,
    order(op, parameters = {}) {
      this.sequence += 1;
      remember();
      host.message('room/clockwork/core/heartbeat', beat);
      remember();
      host.forget();
      host.message('room/clockwork/device/c_d/cmd', signed({ device: 'c_d', sequence: this.sequence, op, parameters }));
      return acks();
    },
    state: (device = 'd') => last(device)?.state as Record<string, number> | undefined,
    safety: () => last('d')?.safety_state,
  };
}

/** Boots a controller `c` with one device `d` of this unit, an operation for each verb, and these pin levels. */
export function benchOfUnit(
  module: WebAssembly.Module,
  unit: UnitDefinition,
  verbs: Readonly<Record<string, readonly string[]>> = {},
  pins: Readonly<Record<number, number>> = {},
): Bench {
  return bench(module, controller({ d: device(unit, verbs) }), pins);
}

/** What a bench of one unit is made from, the module apart. */
export type UnitBench = Parameters<typeof benchOfUnit> extends [unknown, ...infer Rest] ? Rest : never;
