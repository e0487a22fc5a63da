/** One controller of a room as the suites see it: its definition, its table, and its units with their parameters resolved. */
import {
  type ControllerDefinition,
  compileTable,
  DRIVERS,
  type Driver,
  type TableRoom,
  unitsOf,
} from '@understudy/contract';
import { ROOM as CONFORMANCE_ROOM } from '../conformance/order.ts';

/** What the suites are planned for. */
export interface SuiteTarget {
  readonly room: string;
  readonly definition: ControllerDefinition;
  /** With the room's colours. */
  readonly table: Uint8Array;
  /** The same for the room that the conformance suite plays, whatever the controller's own is. */
  readonly conformanceTable: Uint8Array;
  /** What the tests of the engine's silence begin with: they wait for its limit, all others must not come near it. */
  readonly silent: Pick<SuiteTarget, 'definition' | 'table'>;
}

/** A unit of a controller, by the names of its driver. */
export interface InstalledUnit {
  /** `<device>-<unit>` with hyphens: part of a test's id. */
  readonly name: string;
  /** Key of its device in the definition, and its full id on the bus. */
  readonly key: string;
  readonly device: string;
  /** As operations name it. */
  readonly unit: string;
  readonly critical: boolean;
  readonly driver: string;
  readonly pins: Readonly<Record<string, number>>;
  /** Driver property to the name in the state message. */
  readonly publish: Readonly<Record<string, string>> | undefined;
  /** A parameter of its driver, its default where the definition is silent. @throws Error for a name that the driver lacks */
  param(name: string): number;
}

export interface TargetOptions {
  /** In place of the definition's limit of the engine's silence, where that is tested: an emulator takes as long as we do. In ms. */
  readonly silenceMs?: number;
}

/** @throws TableError for a definition that cannot be compiled */
export function targetOf(
  room: TableRoom,
  definition: ControllerDefinition,
  { silenceMs }: TargetOptions = {},
): SuiteTarget {
  const silent = silenceMs === undefined ? definition : { ...definition, engineHeartbeatLimitMs: silenceMs };
  return {
    room: room.room,
    definition,
    table: compileTable(room, definition),
    conformanceTable: compileTable({ ...room, room: CONFORMANCE_ROOM }, definition),
    silent: { definition: silent, table: compileTable(room, silent) },
  };
}

const ALL_DRIVERS: Readonly<Record<string, Driver>> = DRIVERS;

/** In the order of the definition. */
export function installedUnits({ definition }: Pick<SuiteTarget, 'definition'>): readonly InstalledUnit[] {
  return unitsOf(definition).map(({ device: key, unit, definition: { driver, pins = {}, params = {}, publish } }) => ({
    name: `${key}-${unit}`.replaceAll('_', '-'),
    key,
    device: `${definition.controller}_${key}`,
    unit,
    critical: definition.devices[key]?.safetyClass === 'CRITICAL',
    driver,
    pins,
    publish,
    param: (name) => {
      const given = params[name] ?? ALL_DRIVERS[driver]?.params[name]?.default;
      if (typeof given === 'number') return given;
      throw new Error(`${driver}: expected a number for ${name}, seen ${String(given)}`);
    },
  }));
}

/** The name of a property in state messages; undefined where it is not published. */
export function publishedName({ publish }: InstalledUnit, property: string): string | undefined {
  return publish === undefined ? property : publish[property];
}

/** Pins that a unit drives and a bench can see as levels: a strip's pattern has none. */
export function outputPins({ driver, pins }: InstalledUnit): readonly number[] {
  return Object.entries(pins).flatMap(([name, pin]) => {
    const role = ALL_DRIVERS[driver]?.pins[name];
    return role?.direction === 'out' && role.signal !== 'strip' ? [pin] : [];
  });
}
